/** One element of a DER encoding. */
export interface Element {
  readonly tag: number
  readonly content: Buffer
  /** The element whole, tag and length included. */
  readonly octets: Buffer
}

/** The elements that follow each other in some octets; undefined when they are not DER. */
export function readElements(octets: Buffer): readonly Element[] | undefined {
  const elements: Element[] = []
  for (let at = 0; at < octets.length;) {
    const element = readElement(octets.subarray(at))
    if (element === undefined) return undefined
    elements.push(element)
    at += element.octets.length
  }
  return elements
}

/** The content of the first element with a tag. */
export function contentOf(elements: readonly Element[] | undefined, tag: number): Buffer | undefined {
  return elements?.find((element) => element.tag === tag)?.content
}

function readElement(octets: Buffer): Element | undefined {
  const [tag, first] = octets
  if (tag === undefined || first === undefined) return undefined
  const lengthOctets = first < 0x80 ? 0 : first & 0x7f
  const start = 2 + lengthOctets
  if (lengthOctets > 4 || octets.length < start) return undefined
  const length = lengthOctets === 0 ? first & 0x7f : octets.readUIntBE(2, lengthOctets)
  const end = start + length
  if (first === 0x80 || octets.length < end) return undefined
  return { tag, content: octets.subarray(start, end), octets: octets.subarray(0, end) }
}

/** Writes an element of parts that are already encoded. */
export function element(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content])
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length])
  if (length < 0x100) return Buffer.from([0x81, length])
  return Buffer.from([0x82, length >> 8, length & 0xff])
}
