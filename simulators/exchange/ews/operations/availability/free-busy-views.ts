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

/** The owner sees details; everybody else has the default right to a calendar, "free/busy time". @source ews.md 4.14 */
export function grantedView(requested: FreeBusyViewName, isOwner: boolean): FreeBusyViewName {
  return isOwner ? requested : WITHOUT_DETAILS[requested]
}
