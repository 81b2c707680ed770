import type { Changes } from '../changes.js'
import type { Body } from '../item.js'
import { personOf } from '../meetings/people.js'
import { newMessageFields } from './message-fields.js'
import { newMail } from './new-mail.js'
import { sendMail } from './send-mail.js'

/** A message that somebody outside the organization writes. Everybody is named by address. */
export interface MailFromOutside {
  readonly from: string
  readonly to: readonly string[]
  readonly cc?: readonly string[]
  readonly subject: string
  readonly body: Body
}

/** A message from outside arrives, and is delivered as one from inside is. */
export function receiveMail(changes: Changes, { from, to, cc = [], subject, body }: MailFromOutside): void {
  const { recipients } = changes.calendar
  const people = (addresses: readonly string[]) => addresses.map((address) => personOf(recipients, address))
  const fields = newMessageFields(changes, { from: personOf(recipients, from), to: people(to), subject })
  sendMail(changes, newMail({ ...fields, cc: people(cc) }, { subject, body }))
}
