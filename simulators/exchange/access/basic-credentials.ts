/** What a client sent under `Authorization: Basic`. */
export interface BasicCredentials {
  readonly name: string
  readonly password: string
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Reads the token of `Authorization: Basic`; undefined when it has no colon. @source RFC 7617, ews.md 1.4 */
export function parseBasicCredentials(token: string): BasicCredentials | undefined {
  const text = decode(Buffer.from(token, 'base64'))
  const colon = text.indexOf(':')
  return colon < 0 ? undefined : { name: text.slice(0, colon), password: text.slice(colon + 1) }
}

/** Clients write UTF-8 or, older ones, Latin-1; what is not UTF-8 is taken for the latter. */
function decode(bytes: Buffer): string {
  try {
    return utf8.decode(bytes)
  } catch {
    return bytes.toString('latin1')
  }
}
