import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { OpenSynchronizer } from './open-synchronizer.js'
import { renderStatusPage } from './status-page.js'
import { statusView } from './status-view.js'

/** Only this machine can look. */
const LOOPBACK = '127.0.0.1'

/** Names by which a browser of this machine asks for the page; another one is a page of somebody else's that points here. */
const OWN_HOST = /^(127\.0\.0\.1|localhost)(:\d+)?$/

/** Serves the status page and the same as JSON, where the settings ask for it. */
export async function serveStatus(
  open: OpenSynchronizer,
  tell: (url: string) => void = () => undefined,
): Promise<AsyncDisposable> {
  const { statusPort } = open.settings
  if (statusPort === null) return { [Symbol.asyncDispose]: () => Promise.resolve() }
  const server = createServer((request, response) => {
    if (!OWN_HOST.test(request.headers.host ?? '')) return answer(response, 421, ['text/plain', 'Not here.'])
    if (request.method !== 'GET') return answer(response, 405, ['text/plain', 'Only to be read.'])
    switch (request.url) {
      case '/':
        return answer(response, 200, ['text/html; charset=utf-8', renderStatusPage(statusView(open))])
      case '/status.json':
        return answer(response, 200, ['application/json', JSON.stringify(statusView(open))])
      default:
        return answer(response, 404, ['text/plain', 'Not found.'])
    }
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(statusPort, LOOPBACK, resolve)
  })
  tell(`http://${LOOPBACK}:${(server.address() as AddressInfo).port}/`)
  return {
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

type Content = readonly [type: string, text: string]

function answer(response: ServerResponse, status: number, [type, content]: Content): void {
  response
    .writeHead(status, {
      'content-type': type,
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      'x-content-type-options': 'nosniff',
    })
    .end(content)
}
