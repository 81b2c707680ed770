import { timingSafeEqual } from 'node:crypto'
import type { NtlmHandshake, NtlmStep } from '../ntlm-handshake.js'
import { messageType } from '../ntlm-message.js'
import { sign } from '../message-security.js'
import { MECHANISM, readClientToken, renderServerToken, type ClientToken } from './tokens.js'

/** What the client has offered, for as long as its log-on is under way. */
interface Offer {
  readonly mechanismList: Buffer
  /** NTLM was not what the client would have liked best, so that it has to sign its list. */
  readonly needsMic: boolean
  /** The next answer is the first. */
  isFirst: boolean
}

/**
 * The server's half of Negotiate: NTLM inside SPNEGO, or as it is, as clients do that know nothing else. Kerberos is not
 * taken; a client that prefers it is told to go on with NTLM if it can.
 * @source RFC 4178, MS-SPNG, ews.md 1.4
 */
export function createNegotiateHandshake(ntlm: NtlmHandshake): NtlmHandshake {
  let offer: Offer | undefined

  return {
    accept(token) {
      const octets = Buffer.from(token.buffer, token.byteOffset, token.byteLength)
      if (messageType(octets) !== undefined) {
        offer = undefined
        return ntlm.accept(octets)
      }
      const read = readClientToken(octets)
      if (read === undefined) return MALFORMED
      return read.kind === 'init' ? begin(read) : goOn(read)
    },
  }

  function begin(token: Extract<ClientToken, { kind: 'init' }>): NtlmStep {
    const { mechanisms, mechanismList } = token
    if (!mechanisms.includes(MECHANISM.ntlm)) return MALFORMED
    const needsMic = mechanisms[0] !== MECHANISM.ntlm
    offer = { mechanismList: Buffer.from(mechanismList), needsMic, isFirst: true }
    if (!needsMic && token.token !== undefined) return goOn(token)
    offer.isFirst = false
    const state = needsMic ? 'requestMic' : 'incomplete'
    return { kind: 'challenge', token: renderServerToken({ state, mechanism: MECHANISM.ntlm }) }
  }

  function goOn({ token, mic }: Pick<ClientToken, 'token' | 'mic'>): NtlmStep {
    const offered = offer
    if (offered === undefined || token === undefined) return MALFORMED
    const step = ntlm.accept(token)
    if (step.kind === 'challenge') return { kind: 'challenge', token: wrapped(offered, step.token) }
    offer = undefined
    return step.kind === 'granted' ? completed(step, offered, mic) : step
  }
}

const MALFORMED: NtlmStep = { kind: 'refused', reason: 'malformed' }

function wrapped(offer: Offer, token: Uint8Array): Buffer {
  const first = offer.isFirst ? { mechanism: MECHANISM.ntlm } : {}
  offer.isFirst = false
  return renderServerToken({ state: 'incomplete', ...first, token })
}

/**
 * Checks the client's signature over what it offered, so that nobody has shortened the list, and signs it as well. These
 * are the first of the session; the cipher begins anew after them. @source MS-SPNG 3.3.5.1
 */
function completed(
  step: Extract<NtlmStep, { kind: 'granted' }>,
  { mechanismList, needsMic }: Offer,
  mic: Buffer | undefined,
): NtlmStep {
  if (mic === undefined) {
    return needsMic ? MALFORMED : { ...step, token: renderServerToken({ state: 'completed' }) }
  }
  const expected = sign(step.security, 'client', mechanismList)
  if (mic.length !== expected.length || !timingSafeEqual(mic, expected)) return MALFORMED
  const own = sign(step.security, 'server', mechanismList)
  const security = { ...step.security, sequence: 1 }
  return { ...step, security, token: renderServerToken({ state: 'completed', mic: own }) }
}
