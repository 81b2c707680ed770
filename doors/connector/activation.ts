import type { Step } from '../../connector/index.js'
import type { Lab } from '../../simulators/lab/index.js'
import { DoorError } from '../door-error.js'

/** How far a manual clock is moved before the nodes are looked at again. */
const STEP_MS = 1_000

/** Listens to what the nodes of a connector tell, until every user is served. */
export class Activation {
  readonly #missing: Set<string>
  readonly #withinMs: number
  #lastFailure = ''
  #isServed: () => void = () => undefined

  constructor(users: readonly string[], withinMs: number) {
    this.#missing = new Set(users)
    this.#withinMs = withinMs
  }

  hear({ event, facts }: Step): void {
    if (event === 'activated') this.#missing.delete(String(facts['user']))
    if (event === 'failed') this.#lastFailure = Object.values(facts).join(': ')
    if (this.#missing.size === 0) this.#isServed()
  }

  /** Resolves when all are served. `gone` rejects when a node gives up. */
  async complete(lab: Lab, gone: Promise<never>): Promise<void> {
    const served = new Promise<void>((resolve) => (this.#isServed = resolve))
    if (this.#missing.size === 0) return
    const stop = new AbortController()
    try {
      const time = lab.clock.kind === 'manual' ? this.#advance(lab) : this.#wait(lab, stop.signal)
      await Promise.race([served, gone, time])
    } finally {
      stop.abort()
    }
  }

  async #advance(lab: Lab): Promise<void> {
    const end = lab.clock.now() + this.#withinMs
    while (this.#missing.size > 0) {
      if (lab.clock.now() >= end) throw this.#late()
      await lab.advance(STEP_MS)
    }
  }

  async #wait(lab: Lab, signal: AbortSignal): Promise<void> {
    const isOver = await lab.clock.sleep(this.#withinMs, signal).then(
      () => true,
      () => false, // served or gone: the race has ended
    )
    if (isOver) throw this.#late()
  }

  #late(): DoorError {
    const failure = this.#lastFailure === '' ? '' : ` The last failure it told: ${this.#lastFailure}.`
    return new DoorError(
      'CONNECTOR_NOT_READY',
      `After ${this.#withinMs / 1_000} s of lab time the reference connector does not serve ` +
        `${[...this.#missing].join(', ')}.${failure} Read lab.journal, or give "withinMs" if the lab is large.`,
    )
  }
}
