import { collectionOf, put } from '../../../core/index.js'
import { storedBody } from '../body/convert-body.js'
import type { Changes } from '../changes.js'
import type { Mail, Person, Unplaced } from '../item.js'
import { isSamePerson, personOf } from '../meetings/people.js'
import { isReplying, outOfOffice, type OofReply, type OutOfOffice } from '../out-of-office.js'
import { answerIndex } from './conversation.js'
import { newMessageFields } from './message-fields.js'
import { newMail } from './new-mail.js'
import { isReport } from './non-delivery.js'
import { remoteDomainOf } from './remote-domains.js'

/** Who got an automatic reply of a mailbox since its owner last set what it replies. */
interface AutomaticReply {
  readonly mailbox: string
  readonly to: string
  /** The sequence number of the settings that replied. */
  readonly settings: number
}

export const automaticReplies = collectionOf<AutomaticReply>()('exchange', 'automatic-replies', {
  key: ({ mailbox, to }) => replyKey(mailbox, to),
})

/** The class of an automatic reply, which is never replied to. @source MS-OXCMAIL 2.1.3.1.2 */
const REPLY = 'IPM.Note.Rules.OofTemplate.Microsoft'

/**
 * The automatic reply of a mailbox to a message: one for each sender until its owner sets it anew, to mail that names
 * the owner and not a group. @source Set-DistributionGroup, SendOofMessageToOriginatorEnabled; the rest @inferred
 */
export function replyAutomatically(
  changes: Changes,
  mailbox: string,
  mail: Unplaced<Mail>,
): Unplaced<Mail> | undefined {
  const { calendar } = changes
  const owner = calendar.recipients.byMailboxGuid(mailbox)
  const stored = calendar.world.stored(outOfOffice, mailbox)
  if (owner === undefined || stored === undefined || !isReplying(stored.record, changes.now)) return undefined

  const self = personOf(calendar.recipients, owner.primarySmtpAddress)
  const { from: sender } = mail.message
  if (isReport(mail) || mail.itemClass === REPLY || isSamePerson(self, sender) || !names(mail, self))
    return undefined
  const key = replyKey(mailbox, sender.address)
  if (calendar.world.get(automaticReplies, key)?.settings === stored.sequence) return undefined
  const isInside = calendar.recipients.resolve(sender.address) !== undefined
  const reply = isInside ? replyTo(stored.record, true) : replyOutside(changes, stored.record, sender.address)
  if (reply === undefined) return undefined
  changes.also([put(automaticReplies, { mailbox, to: sender.address, settings: stored.sequence })])
  return replyMail(changes, mail, { from: self, reply })
}

/**
 * What is replied to somebody inside or outside, if anything. `Known` are those among the owner's contacts, of whom
 * there are none here. @source MS-OXWOOF 2.2.4.3
 */
export function replyTo(settings: OutOfOffice, isInside: boolean): OofReply | undefined {
  const { internalReply, externalReply, externalAudience } = settings
  const reply = isInside ? internalReply : externalAudience === 'All' ? externalReply : undefined
  return reply === undefined || reply.message === '' ? undefined : reply
}

/** What goes to somebody outside, as the settings of that domain let it. @source Set-RemoteDomain, AllowedOOFType */
function replyOutside({ calendar }: Changes, settings: OutOfOffice, address: string): OofReply | undefined {
  const { allowedReplies } = remoteDomainOf(calendar.world, address)
  return allowedReplies === 'None' ? undefined : replyTo(settings, allowedReplies === 'InternalLegacy')
}

function replyMail(
  changes: Changes,
  { subject, message }: Unplaced<Mail>,
  { from, reply }: { readonly from: Person; readonly reply: OofReply },
): Unplaced<Mail> {
  const title = `Automatic reply: ${subject}`
  const fields = newMessageFields(changes, { from, to: [message.from], subject: title })
  const conversation = {
    conversationTopic: message.conversationTopic,
    conversationIndex: answerIndex(changes.calendar, message.conversationIndex, changes.now),
    references: message.internetMessageId,
  }
  return newMail(
    { ...fields, ...conversation },
    {
      itemClass: REPLY,
      subject: title,
      inReplyTo: message.internetMessageId,
      body: storedBody(/<\w/.test(reply.message) ? 'HTML' : 'Text', reply.message),
    },
  )
}

function names({ message }: Unplaced<Mail>, owner: Person): boolean {
  return [...message.to, ...message.cc, ...message.bcc].some((person) => isSamePerson(person, owner))
}

function replyKey(mailbox: string, address: string): string {
  return `${mailbox}:${address.toLowerCase()}`
}
