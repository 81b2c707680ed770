import { createHmac } from 'node:crypto'
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { text } from 'node:stream/consumers'

import { ntowfV2 } from '../ntlm/ntlmv2.js'

const SERVER_CHALLENGE = Buffer.from('0123456789abcdef', 'hex')

/** One request as the fake saw it. */
export interface SeenRequest {
  readonly operation: string
  readonly authorization: string
  readonly body: string
}

export interface FakeExchange extends AsyncDisposable {
  readonly url: string
  readonly seen: readonly SeenRequest[]
}

/**
 * An EWS server of a few lines for tests of the client: it really verifies NTLMv2 for one account, per connection,
 * and answers each operation with the given response messages.
 */
export async function openFakeExchange(
  account: { readonly user: string; readonly password: string },
  responses: Readonly<Record<string, string>>,
): Promise<FakeExchange> {
  const seen: SeenRequest[] = []
  const authenticated = new WeakSet<Socket>()
  const server = createServer((incoming, outgoing) => {
    void text(incoming).then((body) => {
      const authorization = incoming.headers.authorization ?? ''
      const operation = /<s:Body><m:(\w+)/.exec(body)?.[1] ?? ''
      seen.push({ operation, authorization: authorization.slice(0, 16), body })
      if (isProven(authorization, account)) authenticated.add(incoming.socket)
      answer({
        incoming,
        outgoing,
        authorization,
        isKnown: authenticated.has(incoming.socket),
        xml: responses[operation],
      })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/EWS/Exchange.asmx`,
    seen,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

interface Answering {
  readonly incoming: IncomingMessage
  readonly outgoing: ServerResponse
  readonly authorization: string
  readonly isKnown: boolean
  readonly xml: string | undefined
}

function answer({ outgoing, authorization, isKnown, xml }: Answering): void {
  if (isKnown) {
    outgoing.end(`<Envelope><Body>${xml ?? ''}</Body></Envelope>`)
    return
  }
  const isNegotiate = authorization.startsWith('NTLM TlRMTVNTUAAB')
  const challenge = isNegotiate ? `NTLM ${renderChallenge().toString('base64')}` : 'NTLM'
  outgoing.writeHead(401, { 'www-authenticate': challenge, 'content-length': 0 }).end()
}

function renderChallenge(): Buffer {
  const targetInfo = Buffer.alloc(4)
  const message = Buffer.alloc(56)
  message.write('NTLMSSP\0', 0, 'latin1')
  message.writeUInt32LE(2, 8)
  SERVER_CHALLENGE.copy(message, 24)
  message.writeUInt16LE(targetInfo.length, 40)
  message.writeUInt32LE(56, 44)
  return Buffer.concat([message, targetInfo])
}

/** @source MS-NLMP 3.3.2, from the server's side */
function isProven(authorization: string, { user, password }: { user: string; password: string }): boolean {
  const message = Buffer.from(authorization.replace(/^NTLM /, ''), 'base64')
  if (message.length < 64 || message.readUInt32LE(8) !== 3) return false
  const field = (at: number): Buffer =>
    message.subarray(message.readUInt32LE(at + 4), message.readUInt32LE(at + 4) + message.readUInt16LE(at))
  const [response, domain, name] = [field(20), field(28).toString('utf16le'), field(36).toString('utf16le')]
  const key = ntowfV2(password, name, domain)
  const proof = createHmac('md5', key).update(SERVER_CHALLENGE).update(response.subarray(16)).digest()
  return name === user && proof.equals(response.subarray(0, 16))
}
