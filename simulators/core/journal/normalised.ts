interface Normalised {
  readonly what: string
  readonly pattern: RegExp
  readonly instead: string
  /** Puts `instead` in its place, where that can be done faster than by a search for the pattern. */
  readonly replace?: (text: string) => string
}

const PORT = /\b(127\.0\.0\.1|localhost|\[::1\]):\d{2,5}\b/g
const SOME_PORT = '$1:<port>'
const JOSE = /\beyJ[\w-]+(?:\.[\w-]*){2,4}/g
const SOME_JOSE = '<jose>'
const UUID = /(?<![0-9a-f])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-f])/gi
const SOME_UUID = '<uuid>'
const KEY = /(\\*)"(x|y|n|kid|x5c)\1":\s*(?:\1"[^"\\]*\1"|\[[^\]]*\])/g
const SOME_KEY = '$1"$2$1":<key>'

/**
 * What differs between two runs of the same seed and yet means the same, and what stands for it in the digest.
 * This is the published list: everything not on it must be equal.
 */
export const NORMALISED: readonly Normalised[] = [
  {
    what: 'ports of this machine',
    pattern: PORT,
    instead: SOME_PORT,
    replace: (text) => (namesThisMachine(text) ? text.replace(PORT, SOME_PORT) : text),
  },
  {
    what: 'compact JWE and JWS, whose keys and initialisation vectors are cryptographically random',
    pattern: JOSE,
    instead: SOME_JOSE,
    replace: (text) => (text.includes('eyJ') ? text.replace(JOSE, SOME_JOSE) : text),
  },
  {
    what: 'identifiers that clients choose at random (tracking ids, request ids, boundaries)',
    pattern: UUID,
    instead: SOME_UUID,
    replace: replaceUuids,
  },
  {
    what: 'public keys, also in JSON that is quoted in JSON',
    pattern: KEY,
    instead: SOME_KEY,
    replace: (text) => (text.includes('":') ? text.replace(KEY, SOME_KEY) : text),
  },
]

function namesThisMachine(text: string): boolean {
  return text.includes('127.0.0.1:') || text.includes('localhost:') || text.includes('[::1]:')
}

/** Whether the text holds nothing of what differs between two runs. */
export function isNormal(text: string): boolean {
  return NORMALISED.every((row) => replaced(text, row) === text)
}

/** The text with what differs between two runs replaced. */
export function normalise(text: string): string {
  return NORMALISED.reduce(replaced, text)
}

function replaced(text: string, { pattern, instead, replace }: Normalised): string {
  return replace === undefined ? text.replace(pattern, instead) : replace(text)
}

const UUID_HERE = new RegExp(UUID.source, 'iy')

/** Looks at dashes alone, of which a text has few: the first of an identifier is 8 characters behind its beginning. */
function replaceUuids(text: string): string {
  let clean = ''
  let done = 0
  for (let dash = text.indexOf('-', 8); dash >= 0; dash = text.indexOf('-', dash + 1)) {
    if (text[dash + 5] !== '-' || text[dash + 10] !== '-' || text[dash + 15] !== '-') continue
    UUID_HERE.lastIndex = dash - 8
    if (!UUID_HERE.test(text)) continue
    clean += text.slice(done, dash - 8) + SOME_UUID
    done = UUID_HERE.lastIndex
  }
  return done === 0 ? text : clean + text.slice(done)
}
