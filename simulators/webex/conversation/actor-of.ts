import type { Change, Core } from '../../core/index.js'
import { personByEmail } from '../people/find-people.js'
import type { Person } from '../records/people.js'

const JOURNAL_CAUSE = /^journal:(\d+)$/

/** The person whose request made a change, as the journal tells; undefined where a machine or the lab itself did. */
export function actorOf({ journal, world }: Core, { cause }: Change): Person | undefined {
  const entryId = JOURNAL_CAUSE.exec(cause)?.[1]
  const principal = entryId === undefined ? null : (journal.get(Number(entryId))?.principal ?? null)
  return principal === null ? undefined : personByEmail(world, principal)
}
