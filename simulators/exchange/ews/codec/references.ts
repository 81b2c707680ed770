const LONGEST = 10

/** Text with its references replaced by what they stand for; undefined when one of them is not right. */
export function decodeReferences(text: string): string | undefined {
  let start = text.indexOf('&')
  if (start < 0) return text
  let decoded = ''
  let done = 0
  for (; start >= 0; start = text.indexOf('&', done)) {
    const end = text.indexOf(';', start)
    if (end < 0 || end - start > LONGEST) return undefined
    const character = named(text, start + 1) ?? numbered(text.slice(start + 1, end))
    if (character === undefined) return undefined
    decoded += text.slice(done, start) + character
    done = end + 1
  }
  return decoded + text.slice(done)
}

/** What the name at a place stands for. Text in HTML is full of them: no string is made of one to find it in a table. */
function named(text: string, start: number): string | undefined {
  if (text.startsWith('lt;', start)) return '<'
  if (text.startsWith('gt;', start)) return '>'
  if (text.startsWith('amp;', start)) return '&'
  if (text.startsWith('quot;', start)) return '"'
  return text.startsWith('apos;', start) ? "'" : undefined
}

function numbered(reference: string): string | undefined {
  const [, hexadecimal, decimal] = /^#(?:x([\da-fA-F]+)|(\d+))$/.exec(reference) ?? []
  const code = hexadecimal === undefined ? Number(decimal) : parseInt(hexadecimal, 16)
  return isCharacter(code) ? String.fromCodePoint(code) : undefined
}

/** @source XML 1.0, 2.2 */
function isCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff)
}
