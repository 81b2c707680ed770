/** A part of a message: its header lines and its content, encoded already. */
export interface Part {
  readonly headers: readonly string[]
  readonly content: string
}

const BASE64_LINE = /.{1,76}/g

export function textPart(type: string, text: string): Part {
  return {
    headers: [`Content-Type: ${type}; charset="utf-8"`, 'Content-Transfer-Encoding: quoted-printable'],
    content: quotedPrintable(text),
  }
}

/** `content` is in base64. */
export function binaryPart(headers: readonly string[], content: string): Part {
  const lines = content.replace(/\s+/g, '').match(BASE64_LINE) ?? []
  return { headers: [...headers, 'Content-Transfer-Encoding: base64'], content: lines.join('\r\n') }
}

/** Several parts as one. A boundary that differs from those within cannot be met in encoded content. */
export function multipart(subtype: string, parts: readonly Part[], boundary: string): Part {
  return {
    headers: [`Content-Type: multipart/${subtype};\r\n\tboundary="${boundary}"`],
    content: [...parts.map((part) => `--${boundary}\r\n${writePart(part)}\r\n`), `--${boundary}--\r\n`].join(
      '',
    ),
  }
}

export function writePart({ headers, content }: Part): string {
  return `${headers.join('\r\n')}\r\n\r\n${content}`
}

/** @source RFC 2045 6.7 */
function quotedPrintable(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((textLine) => softLines(Buffer.from(textLine)))
    .join('\r\n')
}

const LINE_LENGTH = 76

function softLines(bytes: Buffer): string {
  let written = ''
  let length = 0
  for (const [at, byte] of bytes.entries()) {
    const isPlain = byte > 32 && byte < 127 && byte !== 61
    const isSpace = (byte === 32 || byte === 9) && at < bytes.length - 1
    const token =
      isPlain || isSpace ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`
    if (length + token.length >= LINE_LENGTH) {
      written += '=\r\n'
      length = 0
    }
    written += token
    length += token.length
  }
  return written
}
