import type { IncomingMessage } from 'node:http'

import { type Credentials } from '../ntlm/credentials.js'
import { authenticateHeader, negotiateHeader } from '../ntlm/handshake.js'
import { type HttpConnection, type HttpRequest, openConnection } from './http-client.js'

/** How a client logs in: NTLM as Outlook does inside an enterprise, or Basic. */
export type Authentication = 'ntlm' | 'basic'

export interface ConnectionOptions {
  readonly credentials: Credentials
  readonly authentication: Authentication
  /** PEM of the certificate authority to trust. */
  readonly ca?: string
}

/** A connection that logs in when it is asked to; requests on it go one after the other. */
export interface AuthenticatedConnection extends AsyncDisposable {
  /** Resolves with the answer's head, its body still to be read. A final 401 is returned as it is. */
  open(request: HttpRequest): Promise<IncomingMessage>
}

export function openAuthenticated(options: ConnectionOptions): AuthenticatedConnection {
  const connection = openConnection(options.ca)
  return {
    open: options.authentication === 'basic' ? basic(connection, options) : ntlm(connection, options),
    [Symbol.asyncDispose]: () => connection[Symbol.asyncDispose](),
  }
}

function basic(connection: HttpConnection, { credentials }: ConnectionOptions) {
  const pair = Buffer.from(`${credentials.username}:${credentials.password}`, 'utf8').toString('base64')
  return (request: HttpRequest) => connection.open(authorized(request, `Basic ${pair}`))
}

/** Sends the request bare; on 401 makes the three-leg handshake on the same connection, the body on its last leg. */
function ntlm(connection: HttpConnection, { credentials }: ConnectionOptions) {
  return async (request: HttpRequest): Promise<IncomingMessage> => {
    const first = await connection.open(request)
    if (first.statusCode !== 401) return first
    await drain(first)
    const negotiate = await connection.open(authorized({ ...request, body: '' }, negotiateHeader()))
    const challenge = ntlmToken(negotiate)
    if (challenge === undefined) return negotiate
    await drain(negotiate)
    return connection.open(authorized(request, authenticateHeader(challenge, credentials)))
  }
}

function authorized(request: HttpRequest, authorization: string): HttpRequest {
  return { ...request, headers: { ...request.headers, authorization } }
}

function ntlmToken(answer: IncomingMessage): string | undefined {
  return /NTLM ([A-Za-z0-9+/=]+)/.exec(answer.headers['www-authenticate'] ?? '')?.[1]
}

async function drain(answer: IncomingMessage): Promise<void> {
  for await (const _chunk of answer) {
    // The connection is free for the next leg only when the body has been read to its end.
  }
}
