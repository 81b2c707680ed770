import type { Core } from '../../core/index.js'
import { people } from '../records/people.js'
import { pictures } from '../records/synchronized.js'
import { notFound } from '../rest/rest-fault.js'
import { open, route, type Route } from '../rest/route.js'
import { drawAvatar } from './avatar-png.js'
import { AVATAR_PATH, AVATAR_SIZES, avatarUrl } from './avatar-url.js'

const PICTURE = /^V1~([0-9a-f-]{36})~(\d+)$/

/** The pictures of people, which anybody can see who knows the address, as at a content network. */
export function avatarRoutes({ world }: Core): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: `${AVATAR_PATH}/:organization/:picture`,
      summary: 'Show the picture of a person in one of the usual sizes',
      access: open,
      answers: { 200: { mediaType: '*/*' } },
      handle({ param }) {
        const [, id = '', digits = ''] = PICTURE.exec(param('picture')) ?? []
        const person = world.get(people, id)
        const size = Number(digits)
        if (person === undefined || avatarUrl(person, '') === undefined) throw notFound()
        if (param('organization') !== `Avtr~V1~${person.orgId}` || !AVATAR_SIZES.includes(size))
          throw notFound()
        const sent = world.get(pictures, id)
        return {
          status: 200,
          headers: { 'cache-control': `public, max-age=${sent === undefined ? 86_400 : 60}` },
          // A picture that was sent is served as it came, in whatever size it has. @inferred
          text:
            sent === undefined
              ? { type: 'image/png', content: drawAvatar(person.id, size) }
              : { type: sent.mediaType, content: Buffer.from(sent.base64, 'base64') },
        }
      },
    }),
  ]
}
