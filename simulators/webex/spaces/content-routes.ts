import type { Core } from '../../core/index.js'
import { parseHydraId } from '../hydra-id.js'
import { contents } from '../records/spaces.js'
import { notFound } from '../rest/rest-fault.js'
import { bearer, route, type Route } from '../rest/route.js'
import { isMember } from './find-spaces.js'

/** `/v1/contents`: the files of messages, for those who are in the space. @source developer.webex.com, attachments */
export function contentRoutes({ world }: Core): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/v1/contents/:contentId',
      summary: 'Download a file of a message',
      access: bearer('spark:all', 'spark:messages_read'),
      answers: { 200: { mediaType: '*/*' } },
      handle({ who, param }) {
        const content = world.get(contents, parseHydraId('CONTENT', param('contentId')) ?? '')
        if (content === undefined || !isMember(world, who().id, content.roomId)) throw notFound()
        return {
          status: 200,
          headers: { 'content-disposition': `attachment; filename="${content.fileName.replace(/"/g, '')}"` },
          text: { type: content.mediaType, content: Buffer.from(content.base64, 'base64') },
        }
      },
    }),
  ]
}
