import type { HttpExchange } from '../../network/index.js'

/** Far more than an Autodiscover request ever has. */
const MAX_BYTES = 64 * 1024

/** The request's body as text; undefined when it is too long, or the client went away before its end. */
export async function readBody({ request, signal }: HttpExchange): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      length += chunk.length
      if (length <= MAX_BYTES) chunks.push(chunk)
    }
  } catch (cause) {
    if (signal.aborted || request.destroyed) return undefined
    throw cause
  }
  return length > MAX_BYTES
    ? undefined
    : Buffer.concat(chunks)
        .toString('utf8')
        .replace(/^\uFEFF/, '')
}
