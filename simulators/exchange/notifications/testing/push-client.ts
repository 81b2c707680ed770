import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { MESSAGES_NAMESPACE } from '../../ews/codec/namespaces.js'

/** What a client was told by one call. */
export interface PushCall {
  readonly document: string
  readonly headers: http.IncomingHttpHeaders
}

type Behaviour = (call: PushCall) => { readonly status?: number; readonly body: string } | 'hang up'

/** A client that push notifications call, which answers as it is told. */
export async function startPushClient(answer: Behaviour = () => ({ body: result('OK') })) {
  const calls: PushCall[] = []
  const state = { answer }
  let waiting: { readonly count: number; readonly resolve: () => void }[] = []
  const server = http.createServer((request, response) => {
    let document = ''
    request.setEncoding('utf8').on('data', (part: string) => (document += part))
    request.on('end', () => {
      const call = { document, headers: request.headers }
      calls.push(call)
      const said = state.answer(call)
      if (said === 'hang up') request.socket.destroy()
      else response.writeHead(said.status ?? 200, { 'Content-Type': 'text/xml' }).end(said.body)
      waiting = waiting.filter(({ count, resolve }) => (calls.length >= count ? resolve() : true))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  return {
    url: `http://127.0.0.1:${port}/told?by=exchange`,
    calls,
    answerWith: (behaviour: Behaviour) => (state.answer = behaviour),
    /** Resolves when so many calls have come. */
    called: (count: number) =>
      calls.length >= count
        ? Promise.resolve()
        : new Promise<void>((resolve) => waiting.push({ count, resolve })),
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

export function result(status: string): string {
  return (
    '<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>' +
    `<SendNotificationResult xmlns="${MESSAGES_NAMESPACE}"><SubscriptionStatus>${status}</SubscriptionStatus>` +
    '</SendNotificationResult></s:Body></s:Envelope>'
  )
}
