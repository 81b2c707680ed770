import { instant, type Core, type Instant } from '../../core/index.js'
import type { MercuryEvent } from '../mercury/envelope.js'
import { PEOPLE_STREAM, people, type Person } from '../records/people.js'
import { compose, nextChange, renderComposition, type ClientStatus, type Composition } from './composition.js'

export interface PresenceOptions {
  readonly core: Core
  /** Tells every connected client of a person. */
  readonly notify: (userId: string, event: MercuryEvent) => void
}

/** Who looks at a person's presence, until when each, and what all of them were told last. */
interface Watched {
  readonly watchers: Map<string, Instant>
  told: string
}

/** Presence: what clients say, what the calendar service says, and who wants to know. It lives in the server's memory. @source webex.md 11 */
export class Presence implements Disposable {
  readonly #options: PresenceOptions
  readonly #said = new Map<string, ClientStatus>()
  readonly #watched = new Map<string, Watched>()
  readonly #watching: Disposable
  #timer: Disposable | undefined

  constructor(options: PresenceOptions) {
    this.#options = options
    this.#watching = options.core.world.watch(PEOPLE_STREAM, () => this.#look())
  }

  /** A person as somebody of the same organization sees them; undefined for everybody else (HC-183). */
  of(subject: string, viewerOrgId: string): Composition | undefined {
    const { world, clock } = this.#options.core
    const person = world.get(people, subject)
    if (person === undefined || person.orgId !== viewerOrgId) return undefined
    return compose(person, this.#said.get(subject), clock.now())
  }

  /** A `ttlMs` of 0 ends the subscription. */
  subscribe(subject: string, watcher: string, ttlMs: number): void {
    const now = this.#options.core.clock.now()
    const watched = this.#watched.get(subject) ?? { watchers: new Map(), told: this.#statusOf(subject) }
    if (ttlMs === 0) watched.watchers.delete(watcher)
    else watched.watchers.set(watcher, instant(now + ttlMs))
    this.#watched.set(subject, watched)
    this.#look()
  }

  /** What a client says of its user. */
  say(userId: string, status: ClientStatus): void {
    this.#said.set(userId, status)
    this.#look()
  }

  /** Loses what a server loses when it restarts. */
  forget(): void {
    this.#said.clear()
    this.#watched.clear()
  }

  [Symbol.dispose](): void {
    this.#watching[Symbol.dispose]()
    this.#timer?.[Symbol.dispose]()
  }

  /** Tells of what has changed, and sees to it that it is called when the next change is due. */
  #look(): void {
    this.#timer?.[Symbol.dispose]()
    this.#timer = undefined
    const { clock } = this.#options.core
    const now = clock.now()
    const due = [...this.#watched].flatMap(([subject, watched]) => this.#tell(subject, watched) ?? [])
    if (due.length === 0) return
    this.#timer = clock.schedule(Math.max(0, Math.min(...due) - now), () => this.#look())
  }

  /** The time of the subject's next change, if there is one and somebody looks. */
  #tell(subject: string, watched: Watched): Instant | null {
    const { core, notify } = this.#options
    const now = core.clock.now()
    for (const [watcher, expires] of watched.watchers) if (expires <= now) watched.watchers.delete(watcher)
    const person = core.world.get(people, subject)
    if (person === undefined || watched.watchers.size === 0) {
      this.#watched.delete(subject)
      return null
    }
    const said = this.#said.get(subject)
    const composition = compose(person, said, now)
    if (composition.status !== watched.told) {
      watched.told = composition.status
      const event = { eventType: 'apheleia.subscription_update', ...renderComposition(subject, composition) }
      for (const watcher of watched.watchers.keys()) notify(watcher, event)
    }
    return nextChange(person, said, now)
  }

  #statusOf(subject: string): string {
    const person: Person | undefined = this.#options.core.world.get(people, subject)
    if (person === undefined) return 'unknown'
    return compose(person, this.#said.get(subject), this.#options.core.clock.now()).status
  }
}
