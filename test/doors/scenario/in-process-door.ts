import type { Lab } from '../../../doors/index.js'
import type { Door, JournalQuery, ScenarioPerson } from './decorated-meeting.js'

/** The door of a test that has the lab in its own process. */
export function inProcessDoor(lab: Lab, people: Record<'alice' | 'bob', ScenarioPerson> = lab.people): Door {
  return {
    alice: people.alice,
    bob: people.bob,
    async journal({ operation, target }: JournalQuery) {
      const isWanted = (entry: { operation: string; target: string | null }) =>
        entry.operation === operation && (target === undefined || entry.target === target)
      await lab.journal.waitFor(isWanted)
      return [...lab.journal.entries(0, isWanted)]
    },
  }
}
