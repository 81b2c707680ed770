import { collectionOf, type Instant } from '../../core/index.js'
import { EVENTS_STREAM } from './events.js'

/** A toggle of one person: `user` is what people choose, `developer` what is tried out with them. */
export interface Feature {
  readonly userId: string
  readonly type: 'user' | 'developer'
  readonly key: string
  readonly val: string
  readonly mutable: boolean
  readonly modified: Instant
}

export const features = collectionOf<Feature>()('webex', 'features', {
  key: ({ userId, type, key }) => `${userId}/${type}/${key}`,
  indexes: { user: ({ userId }) => userId },
  streams: () => [EVENTS_STREAM],
})
