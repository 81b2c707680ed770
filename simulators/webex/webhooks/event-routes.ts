import { z } from 'zod'
import { formatMilliseconds, parseInstant, type Core } from '../../core/index.js'
import { hydraId, parseHydraId } from '../hydra-id.js'
import { spaceEvents, type SpaceEvent } from '../records/webhooks.js'
import { ok, type Answer } from '../rest/answer.js'
import { page } from '../rest/page.js'
import { pageQuery } from '../rest/page-query.js'
import { notFound } from '../rest/rest-fault.js'
import { administratorWith, route, type Call, type Route } from '../rest/route.js'
import { dataAt } from '../spaces/happenings.js'
import { listOf, timeText } from '../rest/shapes.js'

const CAN_READ = administratorWith('spark-admin:events_read')

const time = z.iso.datetime({ offset: true }).transform(parseInstant)
const listQuery = z.strictObject({
  ...pageQuery(1000),
  resource: z.enum(['rooms', 'memberships', 'messages']).optional(),
  type: z.enum(['created', 'updated', 'deleted']).optional(),
  actorId: z.string().optional(),
  from: time.optional(),
  to: time.optional(),
})
type ListQuery = z.output<typeof listQuery>

/** @source developer.webex.com, events; webex.md 6 */
const eventShape = z
  .strictObject({
    id: z.string(),
    resource: z.enum(['rooms', 'memberships', 'messages']),
    type: z.enum(['created', 'updated', 'deleted']),
    actorId: z.string(),
    orgId: z.string(),
    created: timeText,
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Event' })

/** `/v1/events`: what happened in the spaces of the organization, the newest first. */
export function eventRoutes({ world }: Core): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/v1/events',
      summary: 'List what happened in the spaces of the organization',
      access: CAN_READ,
      query: listQuery,
      answers: { 200: listOf(eventShape) },
      handle: list,
    }),
    route({
      method: 'GET',
      path: '/v1/events/:eventId',
      summary: 'Show an event',
      access: CAN_READ,
      answers: { 200: eventShape },
      handle({ who, param, origin }) {
        const event = world.get(spaceEvents, parseHydraId('EVENT', param('eventId')) ?? '')
        if (event?.orgId !== who().orgId) throw notFound()
        return ok(renderAt(origin)(event))
      },
    }),
  ]

  function list({ exchange, origin, query, who }: Call<undefined, ListQuery>): Answer {
    const found = [...world.by(spaceEvents, 'organization', who().orgId)]
      .map(({ record }) => record)
      .filter((event) => isAsked(event, query))
      .reverse()
    return page(found, { exchange, origin, query, keyOf: ({ id }) => id, render: renderAt(origin) })
  }
}

function isAsked(event: SpaceEvent, { resource, type, actorId, from, to }: ListQuery): boolean {
  return (
    (resource === undefined || event.resource === resource) &&
    (type === undefined || event.type === type) &&
    (actorId === undefined || event.actorId === parseHydraId('PEOPLE', actorId)) &&
    (from === undefined || event.at >= from) &&
    (to === undefined || event.at <= to)
  )
}

const renderAt =
  (origin: string) =>
  ({ id, resource, type, actorId, orgId, at, data }: SpaceEvent): z.input<typeof eventShape> => ({
    id: hydraId('EVENT', id),
    resource,
    type,
    actorId: hydraId('PEOPLE', actorId),
    orgId: hydraId('ORGANIZATION', orgId),
    created: formatMilliseconds(at),
    data: dataAt(origin, JSON.parse(data) as Record<string, unknown>),
  })
