import { escapeOctets } from '../adapters/ldap/wire/filter.js'
import { guidOctets } from '../adapters/ldap/guid.js'
import type { Photo } from '../ports/people-service.js'
import type { DirectorySession } from '../ports/user-directory.js'
import type { SyncSettings } from './settings.js'

/** How pictures begin. @source ISO 10918-1, ISO 15948, GIF89a, Windows bitmaps */
const MEDIA_TYPES: readonly (readonly [string, string])[] = [
  ['ffd8ff', 'image/jpeg'],
  ['89504e47', 'image/png'],
  ['474946', 'image/gif'],
  ['424d', 'image/bmp'],
]

export interface PhotoTools {
  readonly session: DirectorySession
  readonly settings: SyncSettings
}

/** The picture of an object as it is now: it is too large to be kept from one run to the next. */
export async function readPhoto({ session, settings }: PhotoTools, guid: string): Promise<Photo | null> {
  const { avatars } = settings
  if (avatars.from !== 'attribute') return null
  const [object] = await session.read({
    base: session.defaultBase,
    filter: `(objectGUID=${escapeOctets(guidOctets(guid))})`,
    attributes: [avatars.attribute],
  })
  const [data] = object?.attributes.get(avatars.attribute.toLowerCase()) ?? []
  return data === undefined || data.length === 0 ? null : { data, mediaType: mediaTypeOf(data) }
}

function mediaTypeOf(data: Buffer): string {
  const head = data.subarray(0, 4).toString('hex')
  return MEDIA_TYPES.find(([start]) => head.startsWith(start))?.[1] ?? 'application/octet-stream'
}
