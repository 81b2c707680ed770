import type { Property } from '../properties/property.js'
import { valueTypeOf, type ValueType } from './value-types.js'

/** Unlisted, but searched by their text. @observed in exchangelib's tests against the product */
const SEARCHED_UNLISTED = new Set(['item:Body'])

/**
 * Computed for each answer: the store cannot search or sort by them. @observed in exchangelib, whose tests search
 * the product by these and are refused; those without a client are @inferred
 */
const COMPUTED = new Set([
  ...['item:Culture', 'item:EffectiveRights', 'item:InstanceKey', 'item:StoreEntryId', 'item:Preview'],
  ...['item:WebClientReadFormQueryString', 'item:WebClientEditFormQueryString'],
  ...['calendar:UID', 'calendar:RecurrenceId', 'calendar:IsResponseRequested', 'calendar:Duration'],
  ...['calendar:TimeZone', 'calendar:MeetingTimeZone', 'calendar:StartTimeZone', 'calendar:EndTimeZone'],
])

/** Searched without an error and without a result. @observed in exchangelib's tests against the product */
const NEVER_MATCHED = new Set(['item:ReminderDueBy', 'calendar:AllowNewTimeProposal'])

/** Bits of one number, which every item has. @inferred from the text of ErrorInvalidPropertyForExists */
const BITS = new Set([
  ...['item:IsDraft', 'item:IsFromMe', 'item:IsResend', 'item:IsSubmitted', 'item:IsUnmodified'],
  ...['item:HasAttachments', 'item:IsAssociated', 'message:IsRead'],
])

/** What the values of a property are for a search; undefined where there can be none. @source ews.md 3.4 */
export function queryTypeOf(row: Property): ValueType | undefined {
  if (COMPUTED.has(row.uri) || !(row.listed || SEARCHED_UNLISTED.has(row.uri))) return undefined
  return valueTypeOf(row.element)
}

/** The same for an order or groups; the store does not sort by what it streams. @inferred */
export function sortTypeOf(row: Property): ValueType | undefined {
  const type = row.listed ? queryTypeOf(row) : undefined
  return type?.kind === 'texts' ? undefined : type
}

export function isMatched({ uri }: Property): boolean {
  return !NEVER_MATCHED.has(uri)
}

export function isBit(uri: string): boolean {
  return BITS.has(uri)
}
