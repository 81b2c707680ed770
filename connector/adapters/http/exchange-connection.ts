import { randomBytes } from 'node:crypto'
import type { Agent } from 'node:http'
import type { Socket } from 'node:net'
import { ConnectorError } from '../../error.js'
import { toFileTime } from '../../time-and-chance/instants.js'
import { host } from './host.js'
import { createAgents, open, type HttpRequest, type HttpTools, type OpenResponse } from './http-client.js'
import { parseChallenge, renderAuthenticate, renderNegotiate, toNtlmAccount } from './ntlm/messages.js'

export type AuthenticationScheme = 'ntlm' | 'basic'

export interface ExchangeAccount {
  readonly username: string
  readonly password: string
  /** Only these schemes are ever offered (HC-015); with both, the second is tried when the first fails. */
  readonly authentication: readonly AuthenticationScheme[]
}

/**
 * One authenticated connection to one Exchange server. NTLM is bound to the connection, so calls on it run one after
 * another and only the first pays for the handshake.
 */
export interface ExchangeConnection {
  /** Sends a request with the account's credentials. The body of the answer is still to be read. */
  open(request: HttpRequest): Promise<OpenResponse>
  close(): void
}

export interface ExchangeConnectionOptions {
  readonly tools: HttpTools
  readonly account: ExchangeAccount
  readonly verify: boolean
}

export function createExchangeConnection(options: ExchangeConnectionOptions): ExchangeConnection {
  const agents = createAgents(options.tools.dialer, { verify: options.verify, connections: 1 })
  let trusted: Socket | null = null

  const attempts: Readonly<
    Record<AuthenticationScheme, (agent: Agent, request: HttpRequest) => Promise<OpenResponse>>
  > = {
    basic: (agent, request) => open(agent, withAuthorization(request, basicCredentials(options.account))),
    ntlm: async (agent, request) => {
      if (trusted?.destroyed === false) {
        const answer = await open(agent, request)
        if (answer.status !== 401 && answer.socket === trusted) return answer
        await discard(answer)
      }
      const answer = await ntlmHandshake(options, agent, request)
      trusted = answer.status === 401 ? null : answer.socket
      return answer
    },
  }

  return {
    open: async (request) => {
      const agent = agents.for(request.url)
      for (const scheme of options.account.authentication) {
        const answer = await attempts[scheme](agent, request)
        if (answer.status !== 401) return answer
        await discard(answer)
      }
      throw new ConnectorError('ACCESS_DENIED', {
        message: `${host(request.url)} refused ${options.account.username}; check account, password and authentication type.`,
        reason: 'HTTP error code 401',
      })
    },
    close: agents.close,
  }
}

/** Three legs on one connection; the body travels only with the last. @source ews.md 1.4 */
async function ntlmHandshake(
  options: ExchangeConnectionOptions,
  agent: Agent,
  request: HttpRequest,
): Promise<OpenResponse> {
  const { body: _body, ...empty } = request
  const first = await open(agent, withAuthorization(empty, `NTLM ${renderNegotiate().toString('base64')}`))
  const challenge = /^NTLM ([A-Za-z0-9+/=]+)/.exec(findChallenge(first))?.[1]
  if (challenge === undefined) return first
  await discard(first)
  const { account, tools } = options
  const answer = renderAuthenticate(
    parseChallenge(Buffer.from(challenge, 'base64')),
    toNtlmAccount(account.username, account.password),
    { clientChallenge: randomBytes(8), fileTime: toFileTime(tools.clock.now()) },
  )
  return open(agent, withAuthorization(request, `NTLM ${answer.toString('base64')}`))
}

function findChallenge(answer: OpenResponse): string {
  const offered = answer.stream.rawHeaders.filter(
    (_, index, all) => all[index - 1]?.toLowerCase() === 'www-authenticate',
  )
  return offered.find((value) => value.startsWith('NTLM ')) ?? ''
}

function withAuthorization(request: HttpRequest, authorization: string): HttpRequest {
  return { ...request, headers: { ...request.headers, authorization } }
}

function basicCredentials(account: ExchangeAccount): string {
  return `Basic ${Buffer.from(`${account.username}:${account.password}`, 'utf8').toString('base64')}`
}

/** Reads an answer nobody wants, so that its connection can be used again. */
async function discard(answer: OpenResponse): Promise<void> {
  answer.stream.resume()
  if (answer.stream.readableEnded || answer.stream.destroyed) return
  await new Promise((resolve) => answer.stream.once('close', resolve))
}
