import type { EntryStart } from '../journal/entry.js'
import type { Journal } from '../journal/journal.js'
import { OpenEntry } from '../journal/open-entry.js'
import type { Step } from './pipeline.js'

/** An interaction that is kept in the journal: steps tell `entry` what they learn. */
export interface Journaled {
  entry: OpenEntry
}

/** Stands for the entry until the first step has opened it. */
export const NO_ENTRY = new OpenEntry(
  {
    update: () => undefined,
    ask: () => undefined,
    answer: () => false,
    becomeStream: () => undefined,
    close: () => undefined,
  },
  0,
)

/** Opens the interaction's entry and closes it when all further steps are done, also when they fail. */
export function journaled<Interaction extends Journaled>(
  journal: Journal,
  start: (interaction: Interaction) => EntryStart,
): Step<Interaction> {
  return async (interaction, next) => {
    interaction.entry = journal.open(start(interaction))
    try {
      await next()
    } finally {
      interaction.entry.close()
    }
  }
}
