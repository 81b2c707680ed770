import { Transform, type TransformCallback } from 'node:stream'

/** Lets so many bytes through and then ends. */
export class Cut extends Transform {
  #left: number

  constructor(afterBytes: number) {
    super()
    this.#left = afterBytes
    if (afterBytes === 0) this.push(null)
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    if (this.#left > 0) {
      this.push(chunk.subarray(0, this.#left))
      this.#left = Math.max(0, this.#left - chunk.length)
      if (this.#left === 0) this.push(null)
    }
    done()
  }
}
