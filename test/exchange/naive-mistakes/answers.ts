/** Ids and change keys of the items in a document, in order. */
export function itemIds(document: string): readonly { readonly id: string; readonly changeKey: string }[] {
  const found = document.matchAll(/<t:ItemId Id="([^"]+)"(?: ChangeKey="([^"]+)")?/g)
  return [...found].map(([, id = '', changeKey = '']) => ({ id, changeKey }))
}

export function firstId(document: string): string {
  return itemIds(document)[0]?.id ?? ''
}

/** The texts of all elements of a name, in order. */
export function texts(document: string, name: string): readonly string[] {
  const found = document.matchAll(new RegExp(`<(\\w+):${name}(?: [^>]*)?>([^<]*)</\\1:${name}>`, 'g'))
  return [...found].map(([, , text = '']) => text)
}

/** The items of an answer as they are written. */
export function calendarItems(document: string): readonly string[] {
  return document.match(/<t:CalendarItem>.*?<\/t:CalendarItem>/gs) ?? []
}

/** An item id taken apart. @source ews.md 2.1 */
export interface IdLayout {
  readonly storageType: number
  readonly mailbox: string
  readonly processing: number
  readonly storeId: Buffer
}

const MONIKER_BYTES = 36

export function readItemId(id: string): IdLayout {
  const bytes = Buffer.from(id, 'base64')
  const isWhole = bytes.length > 3 && bytes[0] === 0 && bytes.readUInt16LE(2) === MONIKER_BYTES
  if (!isWhole) return { storageType: -1, mailbox: '', processing: -1, storeId: Buffer.alloc(0) }
  const at = 4 + MONIKER_BYTES
  const length = bytes.readUInt16LE(at + 1)
  return {
    storageType: bytes[1] ?? -1,
    mailbox: bytes.toString('latin1', 4, at),
    processing: bytes[at] ?? -1,
    storeId: bytes.subarray(at + 3, at + 3 + length),
  }
}
