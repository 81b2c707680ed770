import { isAscii } from 'node:buffer'

const CHARSET = /charset\s*=\s*"?([\w-]+)/i
const DECLARED = /^<\?xml[^>]*\sencoding\s*=\s*["']([\w-]+)["']/

const UTF_8 = new TextDecoder('utf-8', { fatal: true })

/** A request document. */
export interface DecodedBody {
  readonly text: string
  /** The same in UTF-8. */
  readonly bytes: Buffer
}

/**
 * The text of a request: by its byte order mark, else by the charset of `Content-Type`, else by the XML
 * declaration, else UTF-8. Undefined when the bytes are not of that encoding, or nobody knows it.
 */
export function decodeBody(body: Buffer, contentType: string): DecodedBody | undefined {
  const name =
    byOrderMark(body) ?? CHARSET.exec(contentType)?.[1] ?? DECLARED.exec(body.toString('latin1', 0, 200))?.[1]

  try {
    if (isUtf8Name(name) && isAscii(body)) return { text: body.toString('latin1'), bytes: body }
    const decoder = isUtf8Name(name) ? UTF_8 : new TextDecoder(name, { fatal: true })
    const text = decoder.decode(body)
    return { text, bytes: Buffer.from(text) }
  } catch {
    // both an unknown encoding and bytes that do not belong to it make the request unreadable
    return undefined
  }
}

/** What begins with `<` in two bytes can be nothing else. @source XML 1.0, appendix F.1 */
function byFirstCharacter(body: Buffer): string | undefined {
  if (body[0] === 0x3c && body[1] === 0) return 'utf-16le'
  return body[0] === 0 && body[1] === 0x3c ? 'utf-16be' : undefined
}

function byOrderMark(body: Buffer): string | undefined {
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) return 'utf-8'
  if (body[0] === 0xff && body[1] === 0xfe) return 'utf-16le'
  if (body[0] === 0xfe && body[1] === 0xff) return 'utf-16be'
  return byFirstCharacter(body)
}

function isUtf8Name(name: string | undefined): boolean {
  return name === undefined || name === 'utf-8' || name.toLowerCase() === 'utf-8'
}
