import { formatSeconds } from '../../../../core/index.js'
import type { Recipient } from '../../../../directory/recipients/recipient.js'
import { isReplying } from '../../../calendar/out-of-office.js'
import type { CalendarStore } from '../../../calendar/store.js'
import type { EwsObject } from '../../tree.js'
import { deliverySettingsOf } from './delivery-settings.js'
import { MAX_MESSAGE_SIZE } from './service-limits.js'

/** Whom a tip is about and for whom it is. */
export interface TipSubject {
  readonly store: CalendarStore
  readonly address: string
  /** Undefined for an address that the directory does not know. */
  readonly recipient: Recipient | undefined
  readonly sender: Recipient | undefined
}

/** What each requested tip adds to `t:MailTips`; nothing where it does not apply. @source ews.md 4.16, XSD */
export const TIPS: Readonly<Record<string, (subject: TipSubject) => EwsObject>> = {
  OutOfOfficeMessage: outOfOffice,
  MailboxFullStatus: onMailbox(({ store, recipient }) => ({
    MailboxFull: recipient !== undefined && settings(store, recipient).isFull === true,
  })),
  CustomMailTip: ({ store, recipient }) => ({
    CustomMailTip: recipient && settings(store, recipient).mailTip,
  }),
  TotalMemberCount: (subject) => ({ TotalMemberCount: membersOf(subject).length }),
  ExternalMemberCount: (subject) => ({
    ExternalMemberCount: membersOf(subject).filter((address) => !isInternal(subject.store, address)).length,
  }),
  MaxMessageSize: () => ({ MaxMessageSize: MAX_MESSAGE_SIZE }),
  DeliveryRestriction: ({ store, recipient, sender }) => ({
    DeliveryRestricted: recipient !== undefined && !accepts(store, recipient, sender),
  }),
  ModerationStatus: ({ store, recipient }) => ({
    IsModerated: recipient !== undefined && settings(store, recipient).isModerated === true,
  }),
  InvalidRecipient: ({ store, address, recipient }) => ({
    InvalidRecipient: recipient === undefined && (isInternal(store, address) || !address.includes('@')),
  }),
}

/** Anybody's reply, without the rights of its owner; an empty one when nothing is replied. @source ews.md 4.16 */
function outOfOffice({ store, recipient }: TipSubject): EwsObject {
  const guid = recipient?.mailboxGuid
  if (guid === undefined) return {}
  const set = store.outOfOffice(guid)
  if (!isReplying(set, store.clock.now())) return { OutOfOffice: { ReplyBody: { Message: '' } } }
  const { message, language } = set.internalReply
  return {
    OutOfOffice: {
      ReplyBody: { '@xml:lang': language, Message: message },
      Duration: set.period && {
        StartTime: formatSeconds(set.period.start),
        EndTime: formatSeconds(set.period.end),
      },
    },
  }
}

function onMailbox(tip: (subject: TipSubject) => EwsObject): (subject: TipSubject) => EwsObject {
  return (subject) => (subject.recipient?.mailboxGuid === undefined ? {} : tip(subject))
}

/** The addresses that a message reaches in the end. */
function membersOf({ store, address, recipient }: TipSubject): readonly string[] {
  if (recipient?.kind !== 'group') return [recipient?.primarySmtpAddress ?? address]
  return store.recipients
    .expand(recipient.objectGuid)
    .map(
      (member) => (member.kind === 'contact' ? member.targetAddress : undefined) ?? member.primarySmtpAddress,
    )
}

function isInternal({ recipients }: CalendarStore, address: string): boolean {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase()
  return recipients.domains().some((own) => own.toLowerCase() === domain)
}

function accepts({ world, recipients }: CalendarStore, to: Recipient, from: Recipient | undefined): boolean {
  const only = deliverySettingsOf(world, to.objectGuid).acceptsOnlyFrom
  if (only === undefined) return true
  if (from === undefined) return false
  return only.some(
    (guid) =>
      guid === from.objectGuid ||
      recipients.expand(guid).some(({ objectGuid }) => objectGuid === from.objectGuid),
  )
}

function settings({ world }: CalendarStore, { objectGuid }: Recipient) {
  return deliverySettingsOf(world, objectGuid)
}
