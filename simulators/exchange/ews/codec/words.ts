interface Word {
  readonly text: string
  readonly bytes: Buffer
}

/** A list of words, each of which is found in a document without a string being made of what is there. */
export class Words {
  /** Each word at the place that its bytes give, or at the next that was free. */
  readonly #places: (Word | undefined)[]
  readonly #mask: number

  constructor(words: readonly string[]) {
    const size = 2 ** Math.ceil(Math.log2(2 * words.length + 1))
    this.#places = Array.from({ length: size }, () => undefined)
    this.#mask = size - 1
    for (const text of words) this.#put({ text, bytes: Buffer.from(text) })
  }

  /** The word that a document has from `start` up to the first such byte. */
  find(document: Buffer, start: number, stop: number): Word | undefined {
    let place = 0
    let end = start
    for (let byte = document[end]; byte !== undefined && byte !== stop; byte = document[++end])
      place = mixed(place, byte)
    for (; ; place++) {
      const word = this.#places[place & this.#mask]
      if (word === undefined) return undefined
      if (word.bytes.length === end - start && isAt(document, start, word.bytes)) return word
    }
  }

  #put(word: Word): void {
    let place = 0
    for (const byte of word.bytes) place = mixed(place, byte)
    while (this.#places[place & this.#mask] !== undefined) place++
    this.#places[place & this.#mask] = word
  }
}

/** Whether a document has these bytes at a place. */
export function isAt(document: Buffer, start: number, bytes: Buffer): boolean {
  let same = 0
  while (same < bytes.length && document[start + same] === bytes[same]) same++
  return same === bytes.length
}

function mixed(place: number, byte: number): number {
  return (Math.imul(place, 31) + byte) | 0
}
