import type { RecipientKind } from '../../directory/recipients/recipient.js'

/** How a mailbox treats what arrives about meetings (Set-CalendarProcessing). */
export interface CalendarProcessing {
  readonly automate: 'None' | 'AutoUpdate' | 'AutoAccept'
  readonly deleteComments: boolean
  readonly deleteSubject: boolean
  readonly addOrganizerToSubject: boolean
  readonly removePrivateProperty: boolean
  readonly allowConflicts: boolean
}

/** The product's defaults. @source ews.md 5.4 */
const DEFAULTS: CalendarProcessing = {
  automate: 'AutoUpdate',
  deleteComments: true,
  deleteSubject: true,
  addOrganizerToSubject: true,
  removePrivateProperty: true,
  allowConflicts: false,
}

export function defaultProcessing(kind: RecipientKind): CalendarProcessing {
  const isResource = kind === 'room' || kind === 'equipment'
  return { ...DEFAULTS, automate: isResource ? 'AutoAccept' : 'AutoUpdate' }
}
