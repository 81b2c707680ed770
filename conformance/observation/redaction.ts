/** What may hold a secret that the harness does not know by value: tokens a subject was given on the way. */
const SECRET_PLACES: readonly RegExp[] = [
  /(authorization: *\w+ ).+/gi,
  /(cookie: *).+/gi,
  /("(?:[\w-]*token|password|code|client_secret|assertion|k|d)" *: *")[^"]+/gi,
  /((?:^|[?&\n])(?:[\w-]*token|password|code|client_secret|assertion)=)[^&\s]+/gi,
  /(<(?:\w+:)?(?:password|sessionTicket|accessToken|hostPIN)[^>]*>)[^<]+/gi,
]

const MASK = '[redacted]'

/** Makes a function that hides known secrets, and everything in places where secrets live. */
export function createRedaction(secrets: readonly string[]): (text: string) => string {
  const known = secrets.filter((secret) => secret.length >= 4).toSorted((a, b) => b.length - a.length)
  return (text) => {
    const hidden = known.reduce((current, secret) => current.replaceAll(secret, MASK), text)
    return SECRET_PLACES.reduce((current, place) => current.replace(place, `$1${MASK}`), hidden)
  }
}
