import { z } from 'zod'
import { formatMilliseconds } from '../../core/index.js'
import { hydraId } from '../hydra-id.js'
import type { Webhook } from '../records/webhooks.js'
import { timeText } from '../rest/shapes.js'

export const resourceWord = z.enum(['rooms', 'memberships', 'messages', 'all'])
export const eventWord = z.enum(['created', 'updated', 'deleted', 'all'])

/** @source developer.webex.com, webhooks; webex.md 6 */
export const webhookShape = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    targetUrl: z.string(),
    resource: resourceWord,
    event: eventWord,
    filter: z.string().optional(),
    secret: z.string().optional(),
    orgId: z.string(),
    createdBy: z.string(),
    appId: z.string().optional(),
    ownedBy: z.enum(['creator', 'org']),
    status: z.enum(['active', 'inactive']),
    created: timeText,
  })
  .meta({ id: 'Webhook' })

export function renderWebhook(webhook: Webhook): z.input<typeof webhookShape> {
  const { id, name, targetUrl, resource, event, filter, secret, ownedBy, status, created } = webhook
  return {
    id: hydraId('WEBHOOK', id),
    name,
    targetUrl,
    resource,
    event,
    ...(filter === null ? {} : { filter }),
    ...(secret === null ? {} : { secret }),
    orgId: hydraId('ORGANIZATION', webhook.orgId),
    createdBy: hydraId('PEOPLE', webhook.createdBy),
    ...(webhook.appId === null ? {} : { appId: hydraId('APPLICATION', webhook.appId) }),
    ownedBy,
    status,
    created: formatMilliseconds(created),
  }
}
