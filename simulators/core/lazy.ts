/** A part whose code is loaded when it is first needed, so that a lab that never needs it starts sooner. */
export class Lazy<Part> {
  readonly #load: () => Promise<Part>
  #loading: Promise<Part> | undefined
  #loaded: Part | undefined

  constructor(load: () => Promise<Part>) {
    this.#load = load
  }

  /** The part, if it has been loaded. */
  get loaded(): Part | undefined {
    return this.#loaded
  }

  /** The part; the first call loads it. Rejects for every caller when it cannot be loaded. */
  get(): Promise<Part> {
    return (this.#loading ??= this.#load().then((part) => (this.#loaded = part)))
  }

  /** For who ends the part: waits until it is loaded, if it was ever needed. What failed to load needs no end. */
  async begun(): Promise<Part | undefined> {
    await this.#loading?.catch(() => undefined)
    return this.#loaded
  }
}
