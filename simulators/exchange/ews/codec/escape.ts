/** Halves of surrogate pairs, and control characters: XML 1.0 cannot carry them in any form. */
const IMPOSSIBLE =
  '\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\ufffe\\uffff]|[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]'
const TEXT = new RegExp(`[&<>\\r${IMPOSSIBLE}`)
const ATTRIBUTE = new RegExp(`[&<>"\\r\\n\\t${IMPOSSIBLE}`)
const EVERY_TEXT = new RegExp(TEXT, 'g')
const EVERY_ATTRIBUTE = new RegExp(ATTRIBUTE, 'g')

const REPLACEMENTS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#xD;',
  '\n': '&#xA;',
  '\t': '&#x9;',
}

/** Text between tags: a carriage return must survive the reader's line-end rules. */
export function escapeText(text: string): string {
  return TEXT.test(text) ? text.replace(EVERY_TEXT, replacementOf) : text
}

export function escapeAttribute(text: string): string {
  return ATTRIBUTE.test(text) ? text.replace(EVERY_ATTRIBUTE, replacementOf) : text
}

/**
 * What XML cannot carry becomes U+FFFD, so that every client can read the answer.
 * @inferred the product writes references that conforming readers refuse
 */
function replacementOf(character: string): string {
  return REPLACEMENTS[character] ?? '\ufffd'
}
