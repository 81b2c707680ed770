/** What stands in the place of a secret. */
export const REDACTED = '[redacted]'

/** Each kind of secret that a wire of the lab carries, and how it looks there. */
const SECRETS: readonly { readonly what: string; readonly pattern: RegExp; readonly instead: string }[] = [
  {
    what: 'credentials of HTTP',
    pattern: /((?:proxy-)?authorization\s*:\s*\w+\s+)[^\s\r\n]+/gi,
    instead: `$1${REDACTED}`,
  },
  {
    what: 'bearer tokens in text',
    pattern: /\b(Bearer\s+)[A-Za-z0-9._~+/=-]{8,}/g,
    instead: `$1${REDACTED}`,
  },
  { what: 'NTLM messages', pattern: /\bTlRMTVNTUAA[A-Za-z0-9+/=]+/g, instead: REDACTED },
  {
    what: 'secrets in JSON',
    pattern:
      /("(?:password|phoneAndVideoSystemPassword|hostKey|hostPIN|hostPin|secret|client_secret|access_token|refresh_token|token|bearer|bootstrapToken|BearerToken|assertion|code|k|d|sessionTicket)"\s*:\s*")(?:[^"\\]|\\.)*"/g,
    instead: `$1${REDACTED}"`,
  },
  {
    what: 'secrets in forms',
    pattern:
      /\b((?:password|client_secret|access_token|refresh_token|token|assertion|code|bootstrapToken|TK|PW)=)[^&\s"'<]+/g,
    instead: `$1${REDACTED}`,
  },
  {
    what: 'secrets in XML',
    pattern:
      /(<(?:[\w-]+:)?(?:password|sessionTicket|hostPIN|clientSecret|accessToken|Password|meetingPassword|meetingPW|hostKey|webExAccessToken|ticket)(?:\s[^>]*)?>)[^<]*(?=<)/g,
    instead: `$1${REDACTED}`,
  },
]

/** What stands near secrets. A search that minds the case takes half of the time: first letters are left out. */
const SIGN =
  /assword|ecret|oken|[Aa][Uu][Tt][Hh][Oo][Rr]|earer|TlRMTVNTUAA|assertion|icket|host[KP]|meetingPW|TK=|PW=|"code"|code=|"[kd]"\s*:/

/** A cheap test that most texts fail, so that they are not searched for each kind of secret. */
export function mayHoldSecret(text: string): boolean {
  return SIGN.test(text)
}

/** Takes the secrets out of a text that is going to be kept or shown. */
export function redact(text: string): string {
  if (!mayHoldSecret(text)) return text
  return SECRETS.reduce((clean, { pattern, instead }) => clean.replace(pattern, instead), text)
}
