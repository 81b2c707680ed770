/** The type code in a change key, by the element that carries it. @source ews.md 2.2 */
const TYPE_CODES: Readonly<Record<string, number>> = {
  Folder: 0x01,
  CalendarFolder: 0x02,
  SearchFolder: 0x08,
  ContactsFolder: 0x01,
  TasksFolder: 0x01,
  Message: 0x09,
  MeetingResponse: 0x09,
  MeetingCancellation: 0x09,
  MeetingRequest: 0x0b,
  CalendarItem: 0x0f,
}
const KEY_LENGTH = 22

/** The type of an object, by the element that shows it; 0 for an unknown one. */
export function typeCodeOf(element: string): number {
  return TYPE_CODES[element] ?? 0
}

/** `replica` is the id of the mailbox's store (`storeGuids`). */
export function writeChangeKey(element: string, replica: Buffer, change: number): string {
  const bytes = Buffer.alloc(8 + KEY_LENGTH)
  bytes.writeInt32LE(typeCodeOf(element), 0)
  bytes.writeInt32LE(KEY_LENGTH, 4)
  replica.copy(bytes, 8)
  bytes.writeUIntBE(change, 24, 6)
  return bytes.toString('base64')
}

/** The change key of notifications: the type alone, such as `DwAAAA==`. @source ews.md 2.2 */
export function writeTypeOnlyChangeKey(element: string): string {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32LE(typeCodeOf(element), 0)
  return bytes.toString('base64')
}

/** What a client's change key says: nothing, only a type, the state it read, or nonsense. */
export type ReadChangeKey =
  { readonly kind: 'absent' | 'typeOnly' | 'invalid' } | { readonly kind: 'full'; readonly change: number }

export function readChangeKey(text: string | undefined): ReadChangeKey {
  if (text === undefined || text === '') return { kind: 'absent' }
  const bytes = Buffer.from(text, 'base64')
  if (bytes.toString('base64') !== text) return { kind: 'invalid' }
  if (bytes.length === 4) return { kind: 'typeOnly' }
  if (bytes.length !== 8 + KEY_LENGTH || bytes.readInt32LE(4) !== KEY_LENGTH) return { kind: 'invalid' }
  return { kind: 'full', change: bytes.readUIntBE(24, 6) }
}
