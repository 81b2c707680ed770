import type { Socket } from 'node:net'
import type { Clock, Random } from '../../core/index.js'
import { UNDISTURBED, type NetworkConditions } from './conditions.js'
import { Wire } from './wire.js'

/** The network in front of one endpoint: it can be disturbed and healed while connections are open. */
export class Relay {
  readonly #line: { readonly clock: Clock; readonly random: Random }
  readonly #wires = new Set<Wire>()
  #conditions = UNDISTURBED

  constructor(line: { readonly clock: Clock; readonly random: Random }) {
    this.#line = line
  }

  get conditions(): NetworkConditions {
    return this.#conditions
  }

  /** The lab's end of a new connection. `raw` is the connection below TLS. */
  join(outer: Socket, raw: Socket): Wire {
    const wire = new Wire({ ...this.#line, outer, raw, conditions: () => this.#conditions })
    this.#wires.add(wire)
    outer.once('close', () => this.#wires.delete(wire))
    return wire
  }

  disturb(conditions: NetworkConditions): void {
    this.#conditions = conditions
    for (const wire of [...this.#wires]) wire.disturb()
  }
}
