/** Bytes are kept in strings of one character each, as `latin1` reads them. */

/** Text in a character set; one that nobody knows is read as Windows-1252. */
export function decodeText(bytes: string, charset = 'utf-8'): string {
  const buffer = Buffer.from(bytes, 'latin1')
  try {
    return new TextDecoder(charset).decode(buffer)
  } catch {
    // an unknown label must not lose the message
    return new TextDecoder('windows-1252').decode(buffer)
  }
}

const WORD = /=\?([^?\s]+)\?([bq])\?([^?]*)\?=(?:\s+(?==\?[^?\s]+\?[bq]\?))?/gi

/** Header text with its encoded words read; the rest is taken for UTF-8. @source RFC 2047 */
export function decodeHeader(bytes: string): string {
  if (!bytes.includes('=?')) return decodeText(bytes)
  return bytes.replace(WORD, (...parts: string[]) => decodeWord(parts))
}

function decodeWord([, charset = '', encoding, text = '']: readonly string[]): string {
  const isBase64 = encoding?.toLowerCase() === 'b'
  const read = isBase64 ? decodeBase64(text) : decodeQuotedPrintable(text.replaceAll('_', ' '))
  return decodeText(read, charset.split('*')[0])
}

/** The content of a part without its transfer encoding. @source RFC 2045 6 */
export function decodeTransfer(bytes: string, encoding: string): string {
  if (/^base64$/i.test(encoding)) return decodeBase64(bytes)
  return /^quoted-printable$/i.test(encoding) ? decodeQuotedPrintable(bytes) : bytes
}

function decodeBase64(text: string): string {
  return Buffer.from(text, 'base64').toString('latin1')
}

function decodeQuotedPrintable(text: string): string {
  return text
    .replace(/[ \t]+(?=\r?\n)/g, '')
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_whole, hex: string) => String.fromCharCode(parseInt(hex, 16)))
}
