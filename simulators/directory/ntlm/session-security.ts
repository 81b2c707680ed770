import { timingSafeEqual } from 'node:crypto'
import { avValue, NTLM_FLAG, type AuthenticateMessage } from './ntlm-message.js'
import { hmacMd5 } from './ntlm-v2.js'
import { rc4 } from './rc4.js'

/** What both sides of a log-on know after it: enough to sign by. */
export interface SessionSecurity {
  readonly key: Buffer
  readonly flags: number
  /** How many signatures each side has made already. */
  readonly sequence: number
}

/** The session key, which the client may have chosen and sent encrypted by what the password gives. @source MS-NLMP 3.2.5.1.2 */
export function sessionSecurity(keyExchangeKey: Buffer, message: AuthenticateMessage): SessionSecurity {
  const { flags, encryptedSessionKey } = message
  const isExchanged = (flags & NTLM_FLAG.keyExchange) !== 0 && encryptedSessionKey.length === 16
  return { flags, sequence: 0, key: isExchanged ? rc4(keyExchangeKey, encryptedSessionKey) : keyExchangeKey }
}

/** In the target information of a client's response: that its message carries a MIC. @source MS-NLMP 2.2.2.1 */
const AV_FLAGS = 6
const HAS_MIC = 0x2
const MIC = { start: 72, end: 88 }
/** Where a response of version 2 has its target information, after the proof and the fixed part of the blob. */
const TARGET_INFO_AT = 16 + 28

/**
 * Whether nobody has changed one of the three messages on their way: true as well for a client that does not sign them.
 * @source MS-NLMP 3.1.5.1.2 and 3.2.5.1.2
 */
export function isUntouched(messages: readonly Buffer[], message: AuthenticateMessage, key: Buffer): boolean {
  const type3 = messages.at(-1)
  const flags = avValue(message.ntResponse.subarray(TARGET_INFO_AT), AV_FLAGS)
  if (type3 === undefined || flags === undefined || (flags.readUInt32LE() & HAS_MIC) === 0) return true
  const unsigned = Buffer.from(type3)
  unsigned.fill(0, MIC.start, MIC.end)
  const mic = hmacMd5(key, Buffer.concat([...messages.slice(0, -1), unsigned]))
  return type3.length >= MIC.end && timingSafeEqual(mic, type3.subarray(MIC.start, MIC.end))
}
