import { z } from 'zod'
import { put, remove, type Core } from '../../core/index.js'
import { parseHydraId } from '../hydra-id.js'
import type { Caller } from '../identity/caller.js'
import { webhooks, type SpaceResource, type Webhook } from '../records/webhooks.js'
import { noContent, ok, type Answer } from '../rest/answer.js'
import { page } from '../rest/page.js'
import { pageQuery } from '../rest/page-query.js'
import { forbidden, invalid, notFound } from '../rest/rest-fault.js'
import { bearer, route, type Call, type Route } from '../rest/route.js'
import { listOf } from '../rest/shapes.js'
import { wrongFilter } from './filter.js'
import { eventWord, renderWebhook, resourceWord, webhookShape } from './render-webhook.js'

const targetUrl = z.url({ protocol: /^https?$/ })

const newWebhookBody = z.strictObject({
  name: z.string().min(1),
  targetUrl,
  resource: resourceWord,
  event: eventWord,
  filter: z.string().optional(),
  secret: z.string().optional(),
  ownedBy: z.enum(['creator', 'org']).default('creator'),
})
/** The SDK sends the whole webhook back: what cannot be changed is let be. @observed @webex/plugin-webhooks 3.12.0 */
const changeBody = z.object({
  name: z.string().min(1),
  targetUrl,
  secret: z.string().optional(),
  status: z.enum(['active', 'inactive']).optional(),
})
const listQuery = z.strictObject({
  ...pageQuery(100),
  ownedBy: z.enum(['creator', 'org']).optional(),
})

/** @source developer.webex.com, webhooks: who is to be told of a resource must be able to read it */
const READ_SCOPES: Readonly<Record<SpaceResource, string>> = {
  rooms: 'spark:rooms_read',
  memberships: 'spark:memberships_read',
  messages: 'spark:messages_read',
}

/** `/v1/webhooks`. @source developer.webex.com, webhooks; webex.md 6 */
export function webhookRoutes({ world, clock, ids }: Core): readonly Route[] {
  const all = '/v1/webhooks'
  const one = '/v1/webhooks/:webhookId'
  const oneWebhook = { 200: webhookShape }

  return [
    route({
      method: 'POST',
      path: all,
      summary: 'Ask to be called when something happens',
      access: bearer(),
      body: newWebhookBody,
      answers: oneWebhook,
      handle: create,
    }),
    route({
      method: 'GET',
      path: all,
      summary: "List the caller's webhooks",
      access: bearer(),
      query: listQuery,
      answers: { 200: listOf(webhookShape) },
      handle: list,
    }),
    route({
      method: 'GET',
      path: one,
      summary: 'Show a webhook',
      access: bearer(),
      answers: oneWebhook,
      handle: ({ who, param }) => ok(renderWebhook(find(who(), param('webhookId')))),
    }),
    route({
      method: 'PUT',
      path: one,
      summary: 'Change a webhook, or make it active again',
      access: bearer(),
      body: changeBody,
      answers: oneWebhook,
      handle: change,
    }),
    route({
      method: 'DELETE',
      path: one,
      summary: 'Be called no more',
      access: bearer(),
      answers: { 204: null },
      handle: destroy,
    }),
  ]

  function create({ body, who, cause, origin }: Call<z.output<typeof newWebhookBody>, undefined>): Answer {
    const caller = who()
    if (caller.kind !== 'person' || !mayRead(caller, body.resource)) throw forbidden()
    if (body.ownedBy === 'org' && !caller.isFullAdministrator) throw forbidden()
    const wrong = wrongFilter(body.resource, body.filter ?? '')
    if (wrong !== undefined) throw invalid(`Invalid value for filter: ${wrong}`)
    const webhook: Webhook = {
      ...body,
      id: ids.uuid(),
      orgId: caller.orgId,
      createdBy: caller.id,
      origin,
      appId: caller.clientId,
      filter: body.filter ?? null,
      secret: body.secret ?? null,
      status: 'active',
      created: clock.now(),
    }
    world.commit({ cause, reason: 'webhook created', writes: [put(webhooks, webhook)] })
    return ok(renderWebhook(webhook))
  }

  function list({ exchange, origin, query, who }: Call<undefined, z.output<typeof listQuery>>): Answer {
    const own = [...world.by(webhooks, 'creator', who().id)]
      .map(({ record }) => record)
      .filter(({ ownedBy }) => query.ownedBy === undefined || ownedBy === query.ownedBy)
    return page(own, { exchange, origin, query, keyOf: ({ id }) => id, render: renderWebhook })
  }

  function change({ body, who, param, cause }: Call<z.output<typeof changeBody>, undefined>): Answer {
    const before = find(who(), param('webhookId'))
    const { name, targetUrl, secret = before.secret, status = before.status } = body
    const after = { ...before, name, targetUrl, secret, status }
    world.commit({ cause, reason: 'webhook updated', writes: [put(webhooks, after)] })
    return ok(renderWebhook(after))
  }

  function destroy({ who, param, cause }: Call<undefined, undefined>): Answer {
    const { id } = find(who(), param('webhookId'))
    world.commit({ cause, reason: 'webhook deleted', writes: [remove(webhooks, id)] })
    return noContent
  }

  function find(caller: Caller, id: string): Webhook {
    const webhook = world.get(webhooks, parseHydraId('WEBHOOK', id) ?? '')
    if (webhook?.createdBy !== caller.id) throw notFound()
    return webhook
  }
}

function mayRead({ scopes }: Caller, resource: Webhook['resource']): boolean {
  if (scopes.includes('spark:all')) return true
  const needed = resource === 'all' ? Object.values(READ_SCOPES) : [READ_SCOPES[resource]]
  return needed.every((scope) => scopes.includes(scope))
}
