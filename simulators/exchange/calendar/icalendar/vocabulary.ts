import type { AttendeeRole, FreeBusyStatus, ItemFields, ResponseType, Sensitivity } from '../item.js'

/** The words of iCalendar for what items say. @source MS-OXCICAL 2.1.3.1.1.20 */

export const CLASSES: Readonly<Record<Sensitivity, string>> = {
  Normal: 'PUBLIC',
  Personal: 'X-PERSONAL',
  Private: 'PRIVATE',
  Confidential: 'CONFIDENTIAL',
}

export const BUSY_STATUSES: Readonly<Record<Exclude<FreeBusyStatus, 'NoData'>, string>> = {
  Free: 'FREE',
  Tentative: 'TENTATIVE',
  Busy: 'BUSY',
  OOF: 'OOF',
  WorkingElsewhere: 'WORKINGELSEWHERE',
}

/** `X-MICROSOFT-CDO-IMPORTANCE`, and `PRIORITY`. */
export const IMPORTANCES: Readonly<
  Record<ItemFields['importance'], { readonly cdo: string; readonly priority: string }>
> = {
  Low: { cdo: '0', priority: '9' },
  Normal: { cdo: '1', priority: '5' },
  High: { cdo: '2', priority: '1' },
}

export const ROLES: Readonly<Record<AttendeeRole, { readonly ROLE: string; readonly CUTYPE?: string }>> = {
  Required: { ROLE: 'REQ-PARTICIPANT' },
  Optional: { ROLE: 'OPT-PARTICIPANT' },
  Resource: { CUTYPE: 'RESOURCE', ROLE: 'NON-PARTICIPANT' },
}

export const ANSWERS: Readonly<Record<ResponseType, string>> = {
  Unknown: 'NEEDS-ACTION',
  NoResponseReceived: 'NEEDS-ACTION',
  Organizer: 'ACCEPTED',
  Accept: 'ACCEPTED',
  Tentative: 'TENTATIVE',
  Decline: 'DECLINED',
}

/** The key of a table that has a value. */
export function keyOf<K extends string>(table: Readonly<Record<K, string>>, value: string): K | undefined {
  return (Object.keys(table) as K[]).find((key) => table[key] === value)
}
