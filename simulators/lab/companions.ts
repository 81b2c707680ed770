import { LabError } from '../core/index.js'

/** Something that lives with a lab, such as a connector in the same process. */
export interface Companion {
  readonly name: string
  /** Ends it before the lab is put back to how it started. */
  stop(): Promise<void>
  /** Starts it anew in the lab that is as it started. */
  start(): Promise<void>
}

/** What stops and starts together with a lab's reset. */
export class Companions {
  readonly #known = new Map<string, Companion>()

  add(companion: Companion): Disposable {
    const { name } = companion
    if (this.#known.has(name)) {
      throw new LabError('COMPANION_TAKEN', {
        message: `This lab already has ${name}.`,
        hint: 'End that one first, or start another lab: any number run side by side.',
      })
    }
    this.#known.set(name, companion)
    return { [Symbol.dispose]: () => void this.#known.delete(name) }
  }

  async around(reset: () => Promise<void>): Promise<void> {
    const companions = [...this.#known.values()]
    await Promise.all(companions.map((companion) => companion.stop()))
    await reset()
    await Promise.all(companions.map((companion) => companion.start()))
  }
}
