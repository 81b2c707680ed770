import type { CheckId } from '../checks/check.js'
import type { Sabotage } from '../relays/sabotage.js'

/** What a saboteur may know besides the traffic. */
export interface Loot {
  /** The Exchange password, which a careless connector could let slip. */
  readonly exchangePassword: string
}

/** A wire relay that makes a good connector look bad in one way. */
export interface Saboteur {
  readonly id: string
  /** What it does, as a sentence. */
  readonly title: string
  /** The checks that must turn red, and no other. */
  readonly turnsRed: readonly CheckId[]
  /** Fresh state for one run. */
  create(loot: Loot): Sabotage
}
