/** A part that is made when it is first needed, and made anew after its end. */
export class Renewable<Part extends AsyncDisposable> {
  readonly #make: () => Promise<Part>
  #made: Promise<Part> | undefined

  constructor(make: () => Promise<Part>) {
    this.#make = make
  }

  /** The part. What failed to be made is tried again. */
  get(): Promise<Part> {
    if (this.#made !== undefined) return this.#made
    const making = this.#make()
    this.#made = making
    making.catch(() => {
      if (this.#made === making) this.#made = undefined
    })
    return making
  }

  async end(): Promise<void> {
    const made = await this.#made?.catch(() => undefined)
    this.#made = undefined
    await made?.[Symbol.asyncDispose]()
  }
}
