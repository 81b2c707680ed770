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
