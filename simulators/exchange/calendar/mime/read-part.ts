import { decodeHeader, decodeText, decodeTransfer } from './decode.js'

/** A part of a message, the message itself included. */
export interface MimePart {
  /** The bytes of the values by the name in lower case; the first of several. */
  readonly headers: ReadonlyMap<string, string>
  /** In lower case. */
  readonly type: string
  readonly parameters: ReadonlyMap<string, string>
  readonly disposition: { readonly kind: string; readonly fileName: string | undefined }
  /** Bytes without their transfer encoding; empty where there are parts. */
  readonly content: string
  readonly parts: readonly MimePart[]
}

const MAX_DEPTH = 20

/** Reads a message from its bytes; undefined for what has no header. @source RFC 5322 2.1, RFC 2046 5.1 */
export function readPart(bytes: string, depth = 0): MimePart | undefined {
  const [head = '', body = ''] = split(bytes)
  const headers = readHeaders(head)
  if (headers === undefined) return undefined
  const type = readValue(headers.get('content-type') ?? 'text/plain')
  const disposition = readValue(headers.get('content-disposition') ?? '')
  const fileName = disposition.parameters.get('filename') ?? type.parameters.get('name')
  const boundary = type.parameters.get('boundary')
  const isMultipart = type.value.startsWith('multipart/') && boundary !== undefined && depth < MAX_DEPTH
  return {
    headers,
    type: type.value,
    parameters: type.parameters,
    disposition: { kind: disposition.value, fileName },
    content: isMultipart ? '' : decodeTransfer(body, headers.get('content-transfer-encoding')?.trim() ?? ''),
    parts: isMultipart ? readParts(body, boundary, depth + 1) : [],
  }
}

/** Head and body, at the first empty line. */
function split(bytes: string): readonly string[] {
  if (/^\r?\n/.test(bytes)) return ['', bytes.replace(/^\r?\n/, '')]
  const gap = /\r?\n\r?\n/.exec(bytes)
  return gap === null ? [bytes] : [bytes.slice(0, gap.index), bytes.slice(gap.index + gap[0].length)]
}

function readHeaders(head: string): ReadonlyMap<string, string> | undefined {
  const headers = new Map<string, string>()
  for (const headerLine of head.replace(/\r?\n(?=[ \t])/g, '').split(/\r?\n/)) {
    if (headerLine === '') continue
    const fields = /^([!-9;-~]+)[ \t]*:[ \t]*(.*)$/s.exec(headerLine)
    const name = fields?.[1]?.toLowerCase()
    if (name === undefined) return undefined
    if (!headers.has(name)) headers.set(name, fields?.[2] ?? '')
  }
  return headers
}

interface HeaderValue {
  readonly value: string
  readonly parameters: ReadonlyMap<string, string>
}

/** `text/plain; charset="utf-8"`. @source RFC 2045 5.1, RFC 2231 */
function readValue(header: string): HeaderValue {
  const parameters = new Map<string, string>()
  for (const [, key = '', quoted, plain = ''] of header.matchAll(
    /;\s*([^=;\s]+)\s*=\s*(?:"((?:\\.|[^"])*)"|([^;\s]*))/g,
  )) {
    const value = quoted?.replace(/\\(.)/g, '$1') ?? plain
    parameters.set(
      key.toLowerCase().replace(/\*(0\*?)?$/, ''),
      key.endsWith('*') ? readExtended(value) : decodeHeader(value),
    )
  }
  return { value: (header.split(';')[0] ?? '').trim().toLowerCase(), parameters }
}

/** `utf-8''%C3%A4` */
function readExtended(value: string): string {
  const fields = /^([^']*)'[^']*'(.*)$/.exec(value)
  const bytes = (fields?.[2] ?? value).replace(/%([0-9A-F]{2})/gi, (_whole, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  )
  return decodeText(bytes, fields?.[1] === '' ? undefined : fields?.[1])
}

function readParts(body: string, boundary: string, depth: number): readonly MimePart[] {
  const [preamble = '', ...rest] = `\n${body}`.split(`\n--${boundary}`)
  const pieces = preamble === '' && rest.length === 0 ? [] : rest
  const end = pieces.findIndex((piece) => piece.startsWith('--'))
  return (end < 0 ? pieces : pieces.slice(0, end)).flatMap((piece) => {
    const part = readPart(piece.replace(/^[ \t]*\r?\n/, '').replace(/\r$/, ''), depth)
    return part === undefined ? [] : [part]
  })
}
