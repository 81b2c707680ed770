import type { ServerResponse } from 'node:http'

const LAST_CHUNK = '\r\n0\r\n\r\n'

/** A body that is sent again and again. */
export class RepeatedBody {
  readonly bytes: Buffer
  #chunk: Buffer | undefined

  constructor(bytes: Buffer) {
    this.bytes = bytes
  }

  /** As the only chunk there is, made once. */
  get chunk(): Buffer {
    return (this.#chunk ??= inFrame(this.bytes))
  }

  toString(): string {
    return this.bytes.toString()
  }
}

/**
 * Ends an answer whose head has been written with all of its body; a string is ASCII. Where the body goes in chunks it
 * is the only one: Node would write its frame in four more pieces.
 */
export function endInOneChunk(response: ServerResponse, body: RepeatedBody | Buffer | string): void {
  const isRepeated = body instanceof RepeatedBody
  const whole = isRepeated ? body.bytes : body
  if (!response.chunkedEncoding || whole.length === 0) return void response.end(whole, 'latin1')
  response.chunkedEncoding = false
  response.end(isRepeated ? body.chunk : inFrame(body), 'latin1')
}

function inFrame(body: Buffer): Buffer
function inFrame(body: Buffer | string): Buffer | string
function inFrame(body: Buffer | string): Buffer | string {
  const start = `${body.length.toString(16)}\r\n`
  if (typeof body === 'string') return start + body + LAST_CHUNK
  return Buffer.concat([Buffer.from(start), body, Buffer.from(LAST_CHUNK)])
}
