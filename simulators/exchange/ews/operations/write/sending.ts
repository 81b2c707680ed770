import type { Sending } from '../../../calendar/meetings/organizer.js'
import type { ErrorCode } from '../../error-texts.js'
import { ItemError } from '../item-error.js'

/** Whom the attribute of a write tells, and whether a copy of what was sent is kept. @source ews.md 4.5, 4.6, 4.7 */
const SENDINGS: Readonly<Record<string, Sending>> = {
  SendToNone: { to: 'none', saveCopy: false },
  SendOnlyToAll: { to: 'all', saveCopy: false },
  SendToAllAndSaveCopy: { to: 'all', saveCopy: true },
  SendOnlyToChanged: { to: 'changed', saveCopy: false },
  SendToChangedAndSaveCopy: { to: 'changed', saveCopy: true },
}

/** Calendar items cannot be written without saying who is told: `missing` is the error for that. */
export function readSending(value: string | undefined, missing: ErrorCode): Sending {
  const sending = SENDINGS[value ?? '']
  if (sending === undefined) throw new ItemError(missing)
  return sending
}
