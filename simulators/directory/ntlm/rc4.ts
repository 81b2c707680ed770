/** The stream cipher RC4, which OpenSSL 3 has no more and NTLM needs. @source MS-NLMP 6 (RC4Init, RC4) */
export class Rc4 {
  readonly #state = Uint8Array.from({ length: 256 }, (_, at) => at)
  #at = 0
  #drawn = 0

  constructor(key: Uint8Array) {
    let mixed = 0
    for (let at = 0; at < 256; at++) {
      mixed = (mixed + (this.#state[at] ?? 0) + (key[at % key.length] ?? 0)) & 255
      this.#swap(at, mixed)
    }
  }

  /** Encrypts what comes next in the stream, or decrypts it. */
  apply(data: Uint8Array): Buffer {
    const result = Buffer.allocUnsafe(data.length)
    const state = this.#state
    for (let index = 0; index < data.length; index++) {
      this.#at = (this.#at + 1) & 255
      const one = state[this.#at] ?? 0
      this.#drawn = (this.#drawn + one) & 255
      const other = state[this.#drawn] ?? 0
      state[this.#at] = other
      state[this.#drawn] = one
      result[index] = (data[index] ?? 0) ^ (state[(one + other) & 255] ?? 0)
    }
    return result
  }

  #swap(one: number, other: number): void {
    const kept = this.#state[one] ?? 0
    this.#state[one] = this.#state[other] ?? 0
    this.#state[other] = kept
  }
}

/** Encrypts one message. @source MS-NLMP 6 (RC4K) */
export function rc4(key: Uint8Array, data: Uint8Array): Buffer {
  return new Rc4(key).apply(data)
}
