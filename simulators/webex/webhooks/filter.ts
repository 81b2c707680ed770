import { hydraId } from '../hydra-id.js'
import type { SpaceResource } from '../records/webhooks.js'
import type { Happening } from '../spaces/happenings.js'
import { mentions } from '../spaces/message-visibility.js'

type Matches = (happening: Happening, value: string, creatorId: string) => boolean

const field =
  (name: string): Matches =>
  ({ data }, value) =>
    String(data[name]).toLowerCase() === value.toLowerCase()

const publicId =
  (name: string): Matches =>
  ({ data }, value) =>
    data[name] === value

/** What a filter can look at. @source developer.webex.com, webhooks: resources, events and filters */
const FILTERS: Readonly<Record<SpaceResource, Readonly<Record<string, Matches>>>> = {
  messages: {
    roomId: publicId('roomId'),
    roomType: field('roomType'),
    personId: publicId('personId'),
    personEmail: field('personEmail'),
    mentionedPeople: ({ message }, value, creatorId) =>
      message !== undefined && mentionedBy(value, creatorId).some((id) => mentions(message, id)),
    hasFiles: ({ message }, value) => String((message?.files.length ?? 0) > 0) === value,
  },
  memberships: {
    roomId: publicId('roomId'),
    personId: publicId('personId'),
    personEmail: field('personEmail'),
    isModerator: field('isModerator'),
  },
  rooms: { type: field('type'), isLocked: field('isLocked') },
}

/** `me` is who made the webhook. */
function mentionedBy(value: string, creatorId: string): readonly string[] {
  return value === 'me' || value === hydraId('PEOPLE', creatorId) ? [creatorId] : []
}

/** The first word of a filter that cannot be looked at; undefined for a filter that is right. */
export function wrongFilter(resource: SpaceResource | 'all', filter: string): string | undefined {
  const known = resource === 'all' ? {} : FILTERS[resource]
  return [...new URLSearchParams(filter)].find(
    ([name, value]) => !Object.hasOwn(known, name) || value === '',
  )?.[0]
}

/** Whether all that a filter asks for is so. */
export function passes(filter: string | null, happening: Happening, creatorId: string): boolean {
  return [...new URLSearchParams(filter ?? '')].every(
    ([name, value]) => FILTERS[happening.resource][name]?.(happening, value, creatorId) === true,
  )
}
