import http from 'node:http'

/** What a request was answered with. */
export interface Reply {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly challenges: readonly string[]
  readonly body: string
}

export interface Posting {
  readonly authorization?: string | undefined
  readonly body?: string
  readonly path?: string
}

/** A client with one connection, which it keeps. */
export interface KeptConnection extends Disposable {
  post(posting: Posting): Promise<Reply>
}

export function openConnection(port: number): KeptConnection {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
  return {
    post: (posting) => post(agent, port, posting),
    [Symbol.dispose]: () => agent.destroy(),
  }
}

function post(
  agent: http.Agent,
  port: number,
  { authorization, body = '', path = '/EWS/Exchange.asmx' }: Posting,
): Promise<Reply> {
  const given = authorization === undefined ? {} : { authorization }
  const headers = { 'content-type': 'text/xml; charset=utf-8', ...given }
  return new Promise((resolve, reject) => {
    const request = http.request(
      { host: '127.0.0.1', port, path, agent, method: 'POST', headers },
      (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
        response.on('end', () => {
          const challenges = response.headersDistinct['www-authenticate'] ?? []
          resolve({ status: response.statusCode ?? 0, headers: response.headers, challenges, body: text })
        })
      },
    )
    request.on('error', reject).end(body)
  })
}
