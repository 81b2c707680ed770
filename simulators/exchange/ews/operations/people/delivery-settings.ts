import { collectionOf, put, type World, type Write } from '../../../../core/index.js'

/** How mail to a recipient is treated, as an administrator sets it (Set-Mailbox, Set-DistributionGroup). */
export interface DeliverySettings {
  readonly objectGuid: string
  /** What a sender is told before sending (MailTip). */
  readonly mailTip?: string
  /** Whether a moderator sees mail first (ModerationEnabled). */
  readonly isModerated?: boolean
  /** objectGuids of those who alone may send (AcceptMessagesOnlyFrom); everybody when absent. */
  readonly acceptsOnlyFrom?: readonly string[]
  /** Whether the mailbox takes in no more. */
  readonly isFull?: boolean
}

export const deliverySettings = collectionOf<DeliverySettings>()('exchange', 'delivery-settings', {
  key: ({ objectGuid }) => objectGuid,
})

export function deliverySettingsOf(world: World, objectGuid: string): DeliverySettings {
  return world.get(deliverySettings, objectGuid) ?? { objectGuid }
}

/** The writes that set how mail to a recipient is treated. */
export function deliverySettingsWrites(settings: DeliverySettings): readonly Write[] {
  return [put(deliverySettings, settings, 'DeliverySettingsSet')]
}
