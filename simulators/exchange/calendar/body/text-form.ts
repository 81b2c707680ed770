/** Characters that XML 1.0 cannot carry, among them the halves of surrogate pairs. */
const IMPOSSIBLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** Text in which every line ends in CRLF. */
export function withCrLf(text: string): string {
  return text.replace(/\r\n|\r|\n/g, '\r\n')
}

/** Text without what no answer could carry. */
export function possibleText(text: string): string {
  return text.replace(IMPOSSIBLE, '')
}
