import { reads, rightsOn, type FolderRights, type ReadAccess } from '../../../access/permissions/index.js'
import { FOLDER_NUMBERS } from '../../../calendar/folders.js'
import type { CalendarStore } from '../../../calendar/store.js'
import type { Caller } from '../../caller.js'
import { ItemError } from '../item-error.js'

/** What a view shows of a calendar. */
export interface FreeBusyViewFacts {
  readonly merged: boolean
  readonly events: boolean
  readonly details: boolean
}

/** The views that can be asked for, by their name on the wire. @source ews.md 4.14 */
export const FREE_BUSY_VIEWS = {
  MergedOnly: { merged: true, events: false, details: false },
  FreeBusy: { merged: false, events: true, details: false },
  FreeBusyMerged: { merged: true, events: true, details: false },
  Detailed: { merged: false, events: true, details: true },
  DetailedMerged: { merged: true, events: true, details: true },
} as const satisfies Record<string, FreeBusyViewFacts>

export type FreeBusyViewName = keyof typeof FREE_BUSY_VIEWS

/** What is left of a view for somebody who may see when a person is busy, but not with what. */
const WITHOUT_DETAILS: Readonly<Record<FreeBusyViewName, FreeBusyViewName>> = {
  MergedOnly: 'MergedOnly',
  FreeBusy: 'FreeBusy',
  FreeBusyMerged: 'FreeBusyMerged',
  Detailed: 'FreeBusy',
  DetailedMerged: 'FreeBusyMerged',
}

/** A view that a caller is granted of a calendar, and whether its details are more than subject and place. */
export interface GrantedView {
  readonly view: FreeBusyViewName
  readonly access: ReadAccess
}

/** What a caller may see of a calendar, by the rights on it: with none the request fails. @source ews.md 4.14 */
export function grantedView(
  store: CalendarStore,
  caller: Caller,
  { mailbox, requested }: { readonly mailbox: string; readonly requested: FreeBusyViewName },
): GrantedView {
  const rights = calendarRights(store, caller, mailbox)
  if (!reads(rights, 'TimeOnly')) throw new ItemError('ErrorNoFreeBusyAccess')
  const showsDetails = reads(rights, 'TimeAndSubjectAndLocation')
  return { view: showsDetails ? requested : WITHOUT_DETAILS[requested], access: rights.readItems }
}

export function seesFreeBusy(store: CalendarStore, caller: Caller, mailbox: string): boolean {
  return reads(calendarRights(store, caller, mailbox), 'TimeOnly')
}

function calendarRights(store: CalendarStore, { mailbox: own }: Caller, mailbox: string): FolderRights {
  return rightsOn(store, own?.mailboxGuid, { mailbox, folder: FOLDER_NUMBERS.calendar })
}
