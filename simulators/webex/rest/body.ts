import type { IncomingMessage } from 'node:http'
import { RestFault } from './rest-fault.js'

/** Larger than the largest batch of meetings, smaller than what would hurt. */
const MAX_BODY_BYTES = 8 * 1024 * 1024

export interface Body {
  readonly text: string
  readonly value: unknown
}

/** The body of a request by its media type: JSON, text of a table, or a form as an object of its last values. */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const text = await readText(request)
  if (text === '') return { text, value: undefined }

  const mediaType = request.headers['content-type'] ?? ''
  switch (mediaType.split(';')[0]?.trim().toLowerCase()) {
    case 'application/x-www-form-urlencoded':
      return { text, value: Object.fromEntries(new URLSearchParams(text)) }
    case 'multipart/form-data':
      return { text, value: await parseParts(text, mediaType) }
    case 'text/csv':
      return { text, value: text }
    case 'application/json':
    case 'application/scim+json':
      return { text, value: parseJson(text) }
    default:
      throw new RestFault(415)
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > MAX_BODY_BYTES) throw new RestFault(413, { message: 'The request is too large.' })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** A form with files, such as browsers upload: each file is its text. */
async function parseParts(text: string, mediaType: string): Promise<Readonly<Record<string, string>>> {
  try {
    const parts = await new Response(text, { headers: { 'content-type': mediaType } }).formData()
    const read = [...parts].map(async ([name, part]) => [
      name,
      typeof part === 'string' ? part : await part.text(),
    ])
    return Object.fromEntries((await Promise.all(read)) as [string, string][])
  } catch (cause) {
    throw new RestFault(400, { message: 'The form is not well-formed.', cause })
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    // The parser's own message would repeat part of the text, which may be secret.
    throw new RestFault(400, { message: 'The request body is not well-formed JSON.' })
  }
}
