import type { IncomingMessage } from 'node:http'
import { host } from './host.js'
import { toTransportError } from './transport-error.js'

/** Reads a whole body as UTF-8. */
export async function readText(stream: IncomingMessage, url: string): Promise<string> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of stream) chunks.push(chunk as Buffer)
  } catch (error) {
    throw toTransportError(error, host(url))
  }
  return Buffer.concat(chunks).toString('utf8')
}
