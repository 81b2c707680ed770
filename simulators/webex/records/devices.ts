import { collectionOf, type Instant } from '../../core/index.js'

/** A client that registered to be told of events. Its socket, if it has one, is not here. */
export interface Device {
  readonly id: string
  readonly userId: string
  readonly orgId: string
  readonly name: string
  readonly deviceType: string
  readonly model: string
  readonly localizedModel: string
  readonly systemName: string
  readonly systemVersion: string
  /** Seconds; null for a device that does not go by itself. */
  readonly ttl: number | null
  readonly created: Instant
  readonly modified: Instant
}

export const devices = collectionOf<Device>()('webex', 'devices', {
  key: ({ id }) => id,
  indexes: { user: ({ userId }) => userId },
})
