import type { Person } from '../records/people.js'

/** Where pictures of people are served. */
export const AVATAR_PATH = '/avatar'

/** @observed in answers of the API: the size stands at the end of the address, behind `~` */
const LARGEST = 1600

/** @source npm @webex/internal-plugin-avatar: the sizes that a client asks for */
export const AVATAR_SIZES: readonly number[] = [40, 50, 80, 110, 135, 192, 640, LARGEST]

/** The picture of a person; there is none of who was only invited, nor of rooms. */
export function avatarUrl({ id, orgId, type, invitePending }: Person, origin: string): string | undefined {
  if (invitePending || type === 'workspace') return undefined
  return `${origin}${AVATAR_PATH}/Avtr~V1~${orgId}/V1~${id}~${LARGEST}`
}
