import { z } from 'zod'
import { instant, type Core } from '../../core/index.js'
import { ok, type Answer } from '../rest/answer.js'
import { forbidden } from '../rest/rest-fault.js'
import { bearer, route, type Call, type Route } from '../rest/route.js'
import { CLIENT_STATUSES, renderComposition } from './composition.js'
import type { Presence } from './presence.js'

const PRESENCE_PATH = '/apheleia/api/v1'
/** @source webex.md 11 */
const MOST_SUBJECTS = 50
const DEFAULT_TTL_SECONDS = 600

const subjects = z.array(z.uuid()).min(1).max(MOST_SUBJECTS)
const seconds = z.number().nonnegative()
const subscriptionBody = z.looseObject({
  subjects,
  subscriptionTtl: seconds.default(DEFAULT_TTL_SECONDS),
  includeStatus: z.boolean().default(false),
})
const eventBody = z.looseObject({
  subject: z.uuid(),
  eventType: z.enum(CLIENT_STATUSES),
  label: z.string().optional(),
  ttl: seconds.default(DEFAULT_TTL_SECONDS),
})

/** `/apheleia/api/v1`: who is there, and who wants to be told. @source webex.md 11 */
export function presenceRoutes({ clock }: Core, presence: Presence): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: `${PRESENCE_PATH}/compositions`,
      access: bearer(),
      query: z.looseObject({ userId: z.uuid() }),
      handle: (call) => ok({ statusList: [render(call, call.query.userId)].flat() }),
    }),
    route({
      method: 'POST',
      path: `${PRESENCE_PATH}/compositions`,
      access: bearer(),
      body: z.looseObject({ subjects }),
      handle: (call) => ok({ statusList: call.body.subjects.flatMap((subject) => render(call, subject)) }),
    }),
    route({
      method: 'POST',
      path: `${PRESENCE_PATH}/subscriptions`,
      access: bearer(),
      body: subscriptionBody,
      handle: subscribe,
    }),
    route({
      method: 'POST',
      path: `${PRESENCE_PATH}/events`,
      access: bearer(),
      body: eventBody,
      handle: say,
    }),
  ]

  function subscribe(call: Call<z.output<typeof subscriptionBody>, undefined>): Answer {
    const { subjects: wanted, subscriptionTtl, includeStatus } = call.body
    return ok({
      responses: wanted.map((subject) => {
        const [status] = render(call, subject)
        if (status === undefined) return { subject, responseCode: 404 }
        presence.subscribe(subject, call.who().id, subscriptionTtl * 1000)
        return { subject, responseCode: 200, subscriptionTtl, ...(includeStatus ? { status } : {}) }
      }),
    })
  }

  function say({ body, who }: Call<z.output<typeof eventBody>, undefined>): Answer {
    const { subject, eventType, label = null, ttl } = body
    if (subject !== who().id) throw forbidden()
    const now = clock.now()
    presence.say(subject, { status: eventType, label, time: now, expires: instant(now + ttl * 1000) })
    const composition = presence.of(subject, who().orgId)
    return ok({ subject, eventType, status: composition?.status, label, ttl, sender: who().id })
  }

  /** Nothing for a person who is not of the caller's organization. */
  function render(
    { who, origin }: Pick<Call<unknown, unknown>, 'who' | 'origin'>,
    subject: string,
  ): object[] {
    const composition = presence.of(subject, who().orgId)
    const url = `${origin}${PRESENCE_PATH}/compositions?userId=${subject}`
    return composition === undefined ? [] : [{ ...renderComposition(subject, composition), url }]
  }
}
