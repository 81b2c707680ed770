import { BLANK_FIELDS } from '../blank-fields.js'
import type { Mail, MessageFields, Unplaced } from '../item.js'

/** A plain message with these fields; everything else is as the product creates it. @source ews.md 4.5 */
export function newMail(
  message: MessageFields,
  fields: Partial<Omit<Unplaced<Mail>, 'kind' | 'message'>> = {},
): Unplaced<Mail> {
  return {
    itemClass: 'IPM.Note',
    subject: '',
    ...BLANK_FIELDS,
    ...fields,
    kind: 'Message',
    message,
  }
}
