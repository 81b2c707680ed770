type Parameters = Readonly<Record<string, string | undefined>>

const LINE_BYTES = 75

/** A line whose value is as it has to stand there. Parameters without a value are left out. */
export function line(name: string, value: string, parameters: Parameters = {}): string {
  const written = Object.entries(parameters).flatMap(([key, parameter]) =>
    parameter === undefined ? [] : [`;${key}=${parameterValue(parameter)}`],
  )
  return fold(`${name}${written.join('')}:${value}`)
}

/** A line whose value is text. @source RFC 5545 3.3.11 */
export function textLine(name: string, text: string, parameters: Parameters = {}): string {
  return line(name, escapeText(text), parameters)
}

export function escapeText(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n')
}

/** @source RFC 5545 3.2 */
function parameterValue(value: string): string {
  const plain = value.replace(/[\r\n]+/g, ' ').replaceAll('"', "'")
  return /[:;,]/.test(plain) ? `"${plain}"` : plain
}

/** Lines of at most 75 bytes; characters stay whole. @source RFC 5545 3.1 */
function fold(text: string): string {
  if (Buffer.byteLength(text) <= LINE_BYTES) return text
  const lines: string[] = []
  let current = ''
  let bytes = 0
  for (const character of text) {
    const size = Buffer.byteLength(character)
    if (bytes + size > LINE_BYTES) {
      lines.push(current)
      current = ' '
      bytes = 1
    }
    current += character
    bytes += size
  }
  return [...lines, current].join('\r\n')
}
