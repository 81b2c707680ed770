/** Texts are put into pieces of memory of this size, one behind the other. */
const PIECE_BYTES = 2 ** 20

/** A longer text has a piece to itself. */
const LARGE = PIECE_BYTES / 4

/** In front of each text stands its length. */
const LENGTH_BYTES = 4

interface Piece {
  readonly bytes: Buffer
  used: number
  /** So many texts in it are still wanted. */
  wanted: number
}

/** Where a text is on the tape: nothing but a number, for which the collector has nothing to do. */
export type TapePosition = number

/**
 * Texts in memory of their own. As objects, thousands of them that live for minutes would cost more by the work of the
 * collector than all that is done for a request besides.
 */
export class Tape {
  readonly #pieces: (Piece | undefined)[] = []
  /** The numbers of pieces that hold nothing that is wanted. */
  readonly #free: number[] = []
  #current = -1
  /** Where bytes that are kept again and again are in the current piece. */
  #places = new WeakMap<Buffer, TapePosition>()

  /** Takes a text in UTF-8, or one in which every character is ASCII. */
  keep(text: Buffer | string): TapePosition {
    const number = this.#pieceFor(LENGTH_BYTES + text.length)
    const piece = this.#pieces[number] as Piece
    const offset = piece.used
    const start = piece.bytes.writeUInt32LE(text.length, offset)
    if (typeof text === 'string') piece.bytes.write(text, start, 'latin1')
    else piece.bytes.set(text, start)
    piece.used = start + text.length
    piece.wanted++
    return number * PIECE_BYTES + offset
  }

  /** The same for bytes that nobody changes: they are not written twice into one piece. */
  keepAgain(bytes: Buffer): TapePosition {
    const known = this.#places.get(bytes)
    if (known !== undefined) {
      this.#pieceAt(known).wanted++
      return known
    }
    const position = this.keep(bytes)
    if (Math.floor(position / PIECE_BYTES) === this.#current) this.#places.set(bytes, position)
    return position
  }

  lengthAt(position: TapePosition): number {
    return this.#pieceAt(position).bytes.readUInt32LE(position % PIECE_BYTES)
  }

  textAt(position: TapePosition): string {
    const start = (position % PIECE_BYTES) + LENGTH_BYTES
    return this.#pieceAt(position).bytes.toString('utf8', start, start + this.lengthAt(position))
  }

  /** Nobody asks for this text any more; its memory is used again when all texts beside it have gone as well. */
  drop(position: TapePosition): void {
    const number = Math.floor(position / PIECE_BYTES)
    const piece = this.#pieceAt(position)
    piece.wanted--
    if (piece.wanted === 0 && number !== this.#current) this.#release(number, piece)
  }

  #release(number: number, piece: Piece): void {
    this.#free.push(number)
    if (piece.bytes.length === PIECE_BYTES) piece.used = 0
    else this.#pieces[number] = undefined
  }

  #pieceAt(position: TapePosition): Piece {
    return this.#pieces[Math.floor(position / PIECE_BYTES)] as Piece
  }

  #pieceFor(length: number): number {
    if (length > LARGE) return this.#open(length)
    const current = this.#pieces[this.#current]
    if (current !== undefined && current.used + length <= PIECE_BYTES) return this.#current
    const last = this.#current
    this.#current = this.#open(PIECE_BYTES)
    this.#places = new WeakMap()
    if (current?.wanted === 0) this.#release(last, current)
    return this.#current
  }

  #open(size: number): number {
    const number = this.#free.pop() ?? this.#pieces.length
    if (this.#pieces[number]?.bytes.length !== size)
      this.#pieces[number] = { bytes: Buffer.allocUnsafeSlow(size), used: 0, wanted: 0 }
    return number
  }
}
