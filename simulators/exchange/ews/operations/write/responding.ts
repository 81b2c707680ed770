import type { EventItem } from '../../../calendar/item.js'
import { ownerOf, personOf } from '../../../calendar/meetings/people.js'
import type { Person } from '../../../calendar/item.js'
import { readChangeKey } from '../../../calendar/ids/change-key.js'
import type { Occurrence } from '../../../calendar/recurrence/occurrences.js'
import type { ActingMailbox } from '../../caller.js'
import type { ErrorCode } from '../../error-texts.js'
import type { OperationCall } from '../../operation.js'
import type { EwsElement } from '../../tree.js'
import { findItem } from '../access/item-reference.js'
import { ItemError } from '../item-error.js'
import { savedFolder, type SavedIn } from '../mail/saved-folder.js'
import { readingOf } from '../properties/item-shape.js'
import { itemIdOf, viewOf } from '../properties/view.js'
import { child, text, valueOf } from '../request-parts.js'
import type { Service } from '../service.js'
import { isEventItem } from '../../../calendar/item.js'

/** A response object of a request, and who sends it. */
export interface Responding {
  readonly self: ActingMailbox
  readonly element: EwsElement
}

/** Acts on the item that a response object refers to, and gives the items that it touched. */
export type Respond = (service: Service, call: OperationCall, responding: Responding) => readonly EwsElement[]

/** What a response object is about. */
export interface Referred {
  readonly item: EventItem
  readonly occurrence: Occurrence | undefined
}

/**
 * The item that a response object refers to. Its change key may be missing or old: what is answered is the item as it
 * is now; `kind` is the error for mail. @inferred
 */
export function referredItem({ store }: Service, { self, element }: Responding, kind: ErrorCode): Referred {
  const reference = child(valueOf(element), 'ReferenceItemId')
  if (reference === undefined) throw new ItemError('ErrorInvalidIdEmpty')
  const target = { name: 'ItemId', value: reference }
  const { item, occurrence, changeKey } = findItem(
    { store, mailbox: self.mailboxGuid, needs: 'edit' },
    target,
  )
  if (readChangeKey(changeKey).kind === 'invalid') throw new ItemError('ErrorInvalidChangeKey')
  if (!isEventItem(item)) throw new ItemError(kind)
  return { item, occurrence }
}

/** What is done with the message that a response object makes. @source ews.md 4.5 */
export interface Disposition {
  readonly sends: boolean
  /** Where a copy is kept. */
  readonly saveIn: SavedIn | undefined
}

export function readDisposition(
  service: Service,
  call: OperationCall,
  { self }: Pick<Responding, 'self'>,
): Disposition {
  const disposition = text(call.request, '@MessageDisposition')
  if (disposition === undefined) throw new ItemError('ErrorMessageDispositionRequired')
  const sends = disposition !== 'SaveOnly'
  if (disposition === 'SendOnly') return { sends, saveIn: undefined }
  return { sends, saveIn: savedFolder(service, call, { self, otherwise: sends ? 'sentitems' : 'drafts' }) }
}

/** For whom somebody acts in a mailbox, and himself where that is not he. */
export function actingIn(
  { store: { recipients } }: Service,
  { self }: Pick<Responding, 'self'>,
  mailbox: string,
): { readonly owner: Person; readonly sender: Person | undefined } {
  const own = personOf(recipients, self.primarySmtpAddress, self.displayName)
  if (mailbox === self.mailboxGuid) return { owner: own, sender: undefined }
  return { owner: ownerOf(recipients, mailbox) ?? own, sender: own }
}

/** Who acts in a mailbox, where that is not its owner. */
export function senderIn(
  { store: { recipients } }: Service,
  { self }: Pick<Responding, 'self'>,
  mailbox: string,
): Person | undefined {
  if (mailbox === self.mailboxGuid) return undefined
  return personOf(recipients, self.primarySmtpAddress, self.displayName)
}

/** The items that a response object touched, as the response lists them. */
export function shown(
  service: Service,
  call: OperationCall,
  items: readonly (EventItem | undefined)[],
): readonly EwsElement[] {
  const reading = readingOf(service, call)
  return items.flatMap((item) =>
    item === undefined ? [] : [{ name: item.kind, value: { ItemId: itemIdOf(viewOf(reading, item)) } }],
  )
}
