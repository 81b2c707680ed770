import { element } from '../xml/write.js'

/** An extended property of the set PublicStrings with type String, by its name. */
export function publicString(name: string): string {
  return element('t:ExtendedFieldURI', {
    DistinguishedPropertySetId: 'PublicStrings',
    PropertyName: name,
    PropertyType: 'String',
  })
}

/** A first-class property, `item:Subject`. */
export function fieldUri(name: string): string {
  return element('t:FieldURI', { FieldURI: name })
}

/** An item's id for a request. */
export function itemId(id: ItemReference): string {
  return element('t:ItemId', { Id: id.itemId, ChangeKey: id.changeKey })
}

/** What an operation acts on: an item, an occurrence of a series, or the series that an occurrence is of. */
export function target(reference: TargetReference): string {
  if ('seriesId' in reference) {
    return element('t:OccurrenceItemId', {
      RecurringMasterId: reference.seriesId,
      InstanceIndex: reference.number,
    })
  }
  if ('seriesOf' in reference) return element('t:RecurringMasterItemId', { OccurrenceId: reference.seriesOf })
  return itemId(reference)
}

/** The calendar of the caller, or of another person who shares it. */
export function calendarFolder(owner?: string): string {
  const mailbox = owner === undefined ? [] : [element('t:Mailbox', {}, element('t:EmailAddress', {}, owner))]
  return element('t:DistinguishedFolderId', { Id: 'calendar' }, ...mailbox)
}

/** Names one item; the change key may be left out where the server does not need it. */
export interface ItemReference {
  readonly itemId: string
  readonly changeKey?: string | undefined
}

/** Names one occurrence of a series by its number, counted from 1. */
export interface OccurrenceReference {
  readonly seriesId: string
  readonly number: number
}

/** Names the series that an occurrence belongs to. */
export interface SeriesReference {
  readonly seriesOf: string
}

export type TargetReference = ItemReference | OccurrenceReference | SeriesReference
