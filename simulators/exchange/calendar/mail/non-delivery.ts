import type { Changes } from '../changes.js'
import { FOLDER_NUMBERS } from '../folders.js'
import type { Mail, Person, Unplaced } from '../item.js'
import { newMessageFields } from './message-fields.js'
import { newMail } from './new-mail.js'

/** The mailbox that reports come from, in every organization. @source "Configure the external postmaster address" */
const POSTMASTER = 'MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e'
const REPORT = 'REPORT.IPM.Note.NDR'

/** Tells a sender of addresses that nobody has. @inferred the words and that nothing else of the original is quoted */
export function reportNonDelivery(changes: Changes, mail: Unplaced<Mail>, failed: readonly Person[]): void {
  const author = mail.message.sender ?? mail.message.from
  const mailbox = changes.calendar.recipients.resolve(author.address)?.mailboxGuid
  if (mailbox === undefined || changes.mailbox(mailbox) === undefined || isReport(mail)) return

  const domain = author.address.slice(author.address.lastIndexOf('@') + 1)
  const from: Person = {
    name: 'Microsoft Outlook',
    address: `${POSTMASTER}@${domain}`,
    mailboxType: 'OneOff',
  }
  const subject = `Undeliverable: ${mail.subject}`
  const lines = failed.map(
    ({ name, address }) => `${name} (${address})\r\n550 5.1.10 RESOLVER.ADR.RecipientNotFound`,
  )
  const message = {
    ...newMessageFields(changes, { from, to: [author], subject }),
    conversationTopic: mail.message.conversationTopic,
  }
  const report = newMail(message, {
    itemClass: REPORT,
    subject,
    inReplyTo: mail.message.internetMessageId,
    body: {
      type: 'Text',
      text: `Delivery has failed to these recipients:\r\n\r\n${lines.join('\r\n\r\n')}\r\n`,
    },
  })
  changes.create<Mail>({ mailbox, folder: FOLDER_NUMBERS.inbox }, report, 'MessageDelivered')
}

/** Whether a message is a report itself; nobody is told of those. */
export function isReport({ itemClass }: Pick<Mail, 'itemClass'>): boolean {
  return itemClass.startsWith('REPORT.')
}
