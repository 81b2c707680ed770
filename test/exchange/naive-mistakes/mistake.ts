import { isDeepStrictEqual } from 'node:util'
import type { LabOptions } from '../../../simulators/lab/index.js'
import type { Interference } from './relay.js'
import type { Scene } from './scene.js'

/** What makes the mistake: a relay before the lab, or a lab that an installation has set so. */
export type Plant = { readonly relay: () => Interference } | { readonly lab: LabOptions }

/** One thing that simulators get wrong. */
export interface Mistake<Seen = unknown> {
  /** The row of the table in ews.md 12, and a letter where it names several. */
  readonly id: string
  /** What a naive simulator does. */
  readonly mistake: string
  /** The section that says what Exchange does. */
  readonly clause: string
  /** What a client sees on the wire of that which the mistake is about. */
  observe(scene: Scene): Promise<Seen>
  /** What it sees of Exchange. */
  readonly right: Seen
  /** What it sees of whoever makes exactly this mistake. */
  readonly wrong: Seen
  readonly plant: Plant
}

export type Verdict = { readonly kind: 'right' } | { readonly kind: 'wrong'; readonly message: string }

/** Has a row say whether the mistake is made where the scene is. */
export async function check(row: Mistake, scene: Scene): Promise<Verdict> {
  const came = await row.observe(scene)
  if (isDeepStrictEqual(came, row.right)) return { kind: 'right' }
  return { kind: 'wrong', message: messageOf(row, came) }
}

/** What a check says of a server that does not do what Exchange does. */
export function messageOf({ id, mistake, clause, right }: Mistake, came: unknown): string {
  return (
    `${id}: ${mistake}\n` +
    `expected ${JSON.stringify(right)}\n    came ${JSON.stringify(came)}\n  clause ews.md ${clause}`
  )
}

/** Keeps the rows of a file typed: what is right, wrong and seen belong together. */
export function mistake<Seen>(row: Mistake<Seen>): Mistake {
  return row
}
