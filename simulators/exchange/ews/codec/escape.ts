/** What XML cannot carry in any form. @inferred the product writes references that conforming readers refuse */
const IMPOSSIBLE = '\ufffd'

/** How characters below `@` are written; those that are absent stand for themselves. */
type Forms = readonly (string | undefined)[]

/** A carriage return must survive the reader's line-end rules. */
const TEXT = forms({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#xD;' })
const ATTRIBUTE = forms({
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#xD;',
  '\n': '&#xA;',
  '\t': '&#x9;',
})

/** Text between tags. */
export function escapeText(text: string): string {
  return escape(text, TEXT)
}

export function escapeAttribute(text: string): string {
  return escape(text, ATTRIBUTE)
}

function escape(text: string, written: Forms): string {
  let escaped = ''
  let done = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const form = code < 0x40 ? written[code] : code < 0xd800 ? undefined : formOfHigh(text, at)
    if (form === undefined) continue
    escaped += text.slice(done, at) + form
    done = at + 1
  }
  return done === 0 ? text : escaped + text.slice(done)
}

/** Halves of surrogate pairs and what Unicode reserves become U+FFFD, so that every client can read the answer. */
function formOfHigh(text: string, at: number): string | undefined {
  const code = text.charCodeAt(at)
  if (isFirstHalf(code)) return isSecondHalf(text.charCodeAt(at + 1)) ? undefined : IMPOSSIBLE
  if (isSecondHalf(code)) return isFirstHalf(text.charCodeAt(at - 1)) ? undefined : IMPOSSIBLE
  return code >= 0xfffe ? IMPOSSIBLE : undefined
}

function isFirstHalf(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff
}

function isSecondHalf(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff
}

/** Control characters other than white space cannot be written at all. */
function forms(special: Readonly<Record<string, string>>): Forms {
  return Array.from({ length: 0x40 }, (_, code) => {
    const character = String.fromCharCode(code)
    return special[character] ?? (code < 0x20 && !'\t\n\r'.includes(character) ? IMPOSSIBLE : undefined)
  })
}
