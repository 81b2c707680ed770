const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const LONGEST = 10

/** Text with its references replaced by what they stand for; undefined when one of them is not right. */
export function decodeReferences(text: string): string | undefined {
  let start = text.indexOf('&')
  if (start < 0) return text
  let decoded = ''
  let done = 0
  for (; start >= 0; start = text.indexOf('&', done)) {
    const end = text.indexOf(';', start)
    const character = end < 0 || end - start > LONGEST ? undefined : referred(text.slice(start + 1, end))
    if (character === undefined) return undefined
    decoded += text.slice(done, start) + character
    done = end + 1
  }
  return decoded + text.slice(done)
}

function referred(name: string): string | undefined {
  if (!name.startsWith('#')) return Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : undefined
  const [, hexadecimal, decimal] = /^#(?:x([\da-fA-F]+)|(\d+))$/.exec(name) ?? []
  const code = hexadecimal === undefined ? Number(decimal) : parseInt(hexadecimal, 16)
  return isCharacter(code) ? String.fromCodePoint(code) : undefined
}

/** @source XML 1.0, 2.2 */
function isCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff)
}
