import { formatMilliseconds, type Core } from '../../../core/index.js'
import { mails } from '../../records/mails.js'
import type { Administrator } from '../administration/administrator.js'
import type { MailView } from '../administration/views.js'

/** What the cloud has mailed, oldest first. */
export interface MailDesk {
  list(by: Administrator): readonly MailView[]
}

export function createMailDesk({ world }: Core): MailDesk {
  return {
    list: ({ orgId }) =>
      [...world.by(mails, 'organization', orgId)].map(({ record: { orgId: _, at, to, ...mail } }) => ({
        ...mail,
        at: formatMilliseconds(at),
        to: [...to],
      })),
  }
}
