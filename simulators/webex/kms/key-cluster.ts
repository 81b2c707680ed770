import { createStaticKey, type StaticKey } from './static-key.js'

/** Rotated keys that clients may still have from before. @inferred */
const KEPT_KEYS = 2

/** One key management server: the cloud's, or that of an organization on its premises. */
export class KeyCluster {
  readonly uri: string
  readonly #host: string
  /** The newest first. Made when first asked for, which takes a fraction of a second beside other work. */
  #keys: readonly Promise<StaticKey>[] = []

  constructor(host: string) {
    this.#host = host
    this.uri = `kms://${host}`
  }

  /** What clients encrypt their first message to. */
  staticKey(): Promise<StaticKey> {
    return this.#keys[0] ?? this.rotate()
  }

  /** What a first message may have been encrypted to. */
  async staticKeys(): Promise<readonly StaticKey[]> {
    await this.staticKey()
    return Promise.all(this.#keys)
  }

  /** Takes a new key; who has the one before can still use it. */
  rotate(): Promise<StaticKey> {
    const key = createStaticKey(this.#host)
    this.#keys = [key, ...this.#keys].slice(0, KEPT_KEYS)
    return key
  }
}
