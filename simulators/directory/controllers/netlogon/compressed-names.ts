/** Where in a message a name may be pointed to. @source RFC 1035 4.1.4: fourteen bits */
const FURTHEST = 0x3fff
const MAX_LABEL = 63

/** Writes names as DNS does, an end that has been written before as a pointer to it. @source MS-ADTS 6.3.7 */
export class CompressedNames {
  readonly #written = new Map<string, number>()

  /** The octets of a name that begins at this place of the message. */
  write(name: string, at: number): Buffer {
    const parts: Buffer[] = []
    let place = at
    const labels = name === '' ? [] : name.split('.')
    for (let index = 0; index < labels.length; index++) {
      const rest = labels.slice(index).join('.')
      const known = this.#written.get(rest)
      if (known !== undefined) return Buffer.concat([...parts, pointerTo(known)])
      if (place <= FURTHEST) this.#written.set(rest, place)
      const label = Buffer.from(labels[index] ?? '', 'utf8').subarray(0, MAX_LABEL)
      parts.push(Buffer.from([label.length]), label)
      place += 1 + label.length
    }
    return Buffer.concat([...parts, Buffer.from([0])])
  }
}

function pointerTo(place: number): Buffer {
  return Buffer.from([0xc0 | (place >> 8), place & 0xff])
}
