import { randomBytes } from 'node:crypto'

import { fileTime, systemNow } from '../time-and-chance/clock.js'
import { type Credentials, ntlmNames } from './credentials.js'
import { parseChallenge, renderAuthenticate, renderNegotiate } from './messages.js'
import { lmV2Response, ntlmV2Response, ntowfV2, utf16 } from './ntlmv2.js'

/** The `Authorization` value that opens an NTLM handshake. */
export function negotiateHeader(): string {
  return `NTLM ${renderNegotiate().toString('base64')}`
}

/** The `Authorization` value that answers a challenge; `challenge` is the base64 text after `NTLM `. */
export function authenticateHeader(challenge: string, credentials: Credentials): string {
  const { domain, user } = ntlmNames(credentials.username)
  const input = {
    ...parseChallenge(Buffer.from(challenge, 'base64')),
    key: ntowfV2(credentials.password, user, domain),
    clientChallenge: randomBytes(8),
    timestamp: fileTime(systemNow()),
  }
  const message = renderAuthenticate({
    domain: utf16(domain),
    user: utf16(user),
    workstation: utf16('OUTLOOK'),
    lmResponse: lmV2Response(input),
    ntResponse: ntlmV2Response(input),
  })
  return `NTLM ${message.toString('base64')}`
}
