import { instant, put, type Core } from '../../core/index.js'
import { FLEET_STREAM, nodes, type Node } from '../records/fleet.js'
import type { FleetLimits } from './limits.js'
import type { Rebalance } from './rebalance.js'

/** Notices nodes that fall silent, with one timer for the node that is due first. */
export class SilenceWatch implements Disposable {
  readonly #core: Core
  readonly #limits: FleetLimits
  readonly #rebalance: Rebalance
  readonly #watching: Disposable
  #timer: Disposable | undefined

  constructor(core: Core, limits: FleetLimits, rebalance: Rebalance) {
    this.#core = core
    this.#limits = limits
    this.#rebalance = rebalance
    // A world that is put back may bring live nodes with it, of which nobody has called `arm`.
    this.#watching = core.world.watch(FLEET_STREAM, () => this.arm())
  }

  /** Sets the timer unless it is set; it is never late, because a heartbeat only moves what it waits for back. */
  arm(): void {
    if (this.#timer !== undefined) return
    const deadlines = this.#live().map((node) => this.#deadline(node))
    if (deadlines.length === 0) return

    const first = Math.min(...deadlines)
    this.#timer = this.#core.clock.schedule(Math.max(0, first - this.#core.clock.now()), () => this.#look())
  }

  [Symbol.dispose](): void {
    this.#watching[Symbol.dispose]()
    this.#timer?.[Symbol.dispose]()
  }

  #look(): void {
    this.#timer = undefined
    const { world, clock } = this.#core
    const silent = this.#live().filter((node) => this.#deadline(node) <= clock.now())
    if (silent.length > 0) {
      world.commit({
        cause: 'fleet',
        reason: 'nodes lost',
        writes: silent.map((node) => put(nodes, { ...node, state: 'lost' })),
      })
      this.#rebalance('fleet')
    }
    this.arm()
  }

  #live(): readonly Node[] {
    return [...this.#core.world.all(nodes)]
      .map(({ record }) => record)
      .filter(({ state }) => state === 'live')
  }

  #deadline({ lastHeartbeat, joined }: Node): number {
    return instant((lastHeartbeat ?? joined) + this.#limits.silentMs)
  }
}
