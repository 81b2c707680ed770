/** A message as TCP carries it: its length before it. @source RFC 1035 4.2.2 */
export function frame(message: Buffer): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(message.length)
  return Buffer.concat([length, message])
}

/** Cuts a stream back into messages. */
export class FrameReader {
  #pending = Buffer.alloc(0)

  read(chunk: Buffer): readonly Buffer[] {
    this.#pending = Buffer.concat([this.#pending, chunk])
    const messages: Buffer[] = []
    while (this.#pending.length >= 2) {
      const end = 2 + this.#pending.readUInt16BE(0)
      if (this.#pending.length < end) break
      messages.push(this.#pending.subarray(2, end))
      this.#pending = this.#pending.subarray(end)
    }
    return messages
  }
}
