/** Who an `Authorization` header claims to be, in the last message of an NTLM handshake. */
export interface NtlmNames {
  readonly domain: string
  readonly user: string
}

/** `NTLMSSP`, zero, and the number of the message. @source ews.md 3 */
const AUTHENTICATE = Buffer.from('NTLMSSP\0\x03\0\0\0', 'latin1')

/** Undefined when the header is none of an NTLM type 3 message, bare or inside SPNEGO. */
export function ntlmNamesIn(authorization: string | undefined): NtlmNames | undefined {
  const token = /^(?:NTLM|Negotiate) ([A-Za-z0-9+/=]+)$/.exec(authorization ?? '')?.[1]
  if (token === undefined) return undefined
  const bytes = Buffer.from(token, 'base64')
  const start = bytes.indexOf(AUTHENTICATE)
  if (start < 0 || bytes.length < start + 44) return undefined
  const message = bytes.subarray(start)
  const text = (at: number): string => {
    const offset = message.readUInt32LE(at + 4)
    return message.subarray(offset, offset + message.readUInt16LE(at)).toString('utf16le')
  }
  return { domain: text(28), user: text(36) }
}
