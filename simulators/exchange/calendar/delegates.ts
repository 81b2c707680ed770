import { collectionOf, type World } from '../../core/index.js'

/** Who gets the meeting requests of a mailbox with delegates. */
export type MeetingRequestDelivery =
  'DelegatesOnly' | 'DelegatesAndMe' | 'DelegatesAndSendInformationToMe' | 'NoForward'

/** Somebody who looks after the calendar and mail of another. Rights to folders are kept with the folders. */
export interface Delegate {
  /** The guid of the delegate's own mailbox. */
  readonly mailboxGuid: string
  /** Whether requests and responses for the principal reach the delegate. */
  readonly receivesMeetingMessages: boolean
  readonly viewsPrivateItems: boolean
}

/** The delegates of one mailbox, the principal's. */
export interface DelegateSettings {
  readonly mailbox: string
  readonly delivery: MeetingRequestDelivery
  readonly delegates: readonly Delegate[]
}

export const delegateSettings = collectionOf<DelegateSettings>()('exchange', 'delegates', {
  key: (settings) => settings.mailbox,
})

/** The delegates of a mailbox; a mailbox that never had any delivers to them and informs its owner. */
export function delegatesOf(world: World, mailbox: string): DelegateSettings {
  const stored = world.get(delegateSettings, mailbox)
  return stored ?? { mailbox, delivery: 'DelegatesAndSendInformationToMe', delegates: [] }
}
