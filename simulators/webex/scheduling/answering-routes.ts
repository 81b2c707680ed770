import { z } from 'zod'
import { instant, put, type Core } from '../../core/index.js'
import { encryptedObject, encryptedText } from '../calendar/encrypted-fields.js'
import { waitForChange } from '../fleet/long-poll.js'
import { ownNode, servedUser } from '../fleet/own-cluster.js'
import { FLEET_PATH } from '../fleet/fleet-path.js'
import {
  CALENDAR_REQUESTS_STREAM,
  calendarRequests,
  OPEN,
  type CalendarRequest,
} from '../records/calendar-requests.js'
import { people } from '../records/people.js'
import { assignmentKey, assignments } from '../records/service-users.js'
import { ok, type Answer } from '../rest/answer.js'
import { notFound, RestFault } from '../rest/rest-fault.js'
import { machine, route, type Call, type Route } from '../rest/route.js'
import { CLAIM_MS } from './request-limits.js'
import { shareKey } from './share-key.js'

const pollQuery = z.strictObject({
  wait: z.coerce.number().nonnegative().max(60).default(0),
  /** Ids that the node has already, separated by commas. */
  known: z.string().default(''),
})

const time = z.iso.datetime({ offset: true })
const schedule = z.strictObject({
  start: time,
  end: time,
  scheduleStatus: z.enum(['free', 'tentative', 'busy', 'oof', 'workingElsewhere', 'noData']),
})
const refusal = z.strictObject({ error: z.strictObject({ code: z.string(), message: z.string() }) })
/** @source webex.md 8 for the words of free/busy, with its inner fields inferred; 10 for those of a new meeting */
const answerBody = z.union([
  z.strictObject({
    calendarFreeBusyItems: z.array(encryptedObject({ email: encryptedText, schedules: z.array(schedule) })),
  }),
  z.strictObject({ meetingId: z.string(), globalMeetingId: z.string() }),
  refusal,
])

/** What is asked stands beside these, as the asker has sent it: encrypted, and checked then. */
const requestShape = z
  .looseObject({
    requestId: z.string(),
    kind: z.enum(['freeBusy', 'schedule']),
    userId: z.string(),
    email: z.email().optional(),
    encryptionKeyUrl: z.string(),
  })
  .meta({ id: 'CalendarRequest' })

type PollQuery = z.output<typeof pollQuery>

/**
 * What the people whom a node serves want of their calendars, and the answers. A request is offered to the node that
 * serves the asker now, may be claimed by one at a time, and is answered once. @inferred our design (HC-170)
 */
export function answeringRoutes(core: Core): readonly Route[] {
  const { world, clock } = core
  const one = `${FLEET_PATH}/calendar-requests/:requestId`

  return [
    route({
      method: 'GET',
      path: `${FLEET_PATH}/nodes/:nodeId/calendar-requests`,
      summary: 'Wait for what the users of a node want of their calendars',
      answers: { 200: z.strictObject({ requests: z.array(requestShape) }) },
      access: machine,
      query: pollQuery,
      handle: poll,
    }),
    route({
      method: 'POST',
      path: `${one}/claim`,
      summary: 'Claim a request, so that no other node carries it out',
      answers: { 200: z.strictObject({ isGranted: z.boolean(), seconds: z.int().nonnegative() }) },
      access: machine,
      body: z.strictObject({ claimant: z.string().min(1) }),
      handle: claim,
    }),
    route({
      method: 'POST',
      path: `${one}/answer`,
      summary: 'Answer a request',
      answers: { 200: z.strictObject({}) },
      access: machine,
      body: answerBody,
      handle: answer,
    }),
  ]

  async function poll({ query, who, param, cause, exchange }: Call<undefined, PollQuery>): Promise<Answer> {
    const { id } = ownNode(world, who(), param('nodeId'))
    const known = new Set(query.known.split(','))
    const news = () => openFor(id).filter((request) => !known.has(request.id))
    if (news().length === 0 && query.wait > 0) {
      await waitForChange(core, CALENDAR_REQUESTS_STREAM, {
        maxMs: query.wait * 1000,
        signal: exchange.signal,
      })
    }
    const found = news()
    const keyUrls = new Set(found.map(({ encryptionKeyUrl }) => encryptionKeyUrl))
    const writes = [...keyUrls].flatMap((keyUrl) => shareKey(core, keyUrl, who().id))
    if (writes.length > 0) world.commit({ cause, reason: 'key shared', writes })
    return ok({ requests: found.map(render) })
  }

  function openFor(nodeId: string): readonly CalendarRequest[] {
    return [...world.by(calendarRequests, 'open', OPEN)]
      .map(({ record }) => record)
      .filter(({ expires, askerId }) => expires > clock.now() && isServed(nodeId, askerId))
  }

  function isServed(nodeId: string, userId: string): boolean {
    return world.get(assignments, assignmentKey(nodeId, userId)) !== undefined
  }

  /** Says for how long it is the caller's, or somebody else's. */
  function claim(call: Call<{ readonly claimant: string }, undefined>): Answer {
    const request = find(call)
    const { claimant } = call.body
    const now = clock.now()
    if (request.claim !== null && request.claim.claimant !== claimant && request.claim.until > now) {
      return ok({ isGranted: false, seconds: Math.ceil((request.claim.until - now) / 1000) })
    }
    const claimed = { ...request, claim: { claimant, until: instant(now + CLAIM_MS) } }
    world.commit({ cause: call.cause, reason: 'request claimed', writes: [put(calendarRequests, claimed)] })
    return ok({ isGranted: true, seconds: CLAIM_MS / 1000 })
  }

  function answer(call: Call<z.output<typeof answerBody>, undefined>): Answer {
    const answered = { ...find(call), answerJson: JSON.stringify(call.body) }
    world.commit({ cause: call.cause, reason: 'request answered', writes: [put(calendarRequests, answered)] })
    return ok({})
  }

  /** An open request of somebody whom the caller's cluster serves. */
  function find({ who, param }: Pick<Call<unknown, unknown>, 'who' | 'param'>): CalendarRequest {
    const request = world.get(calendarRequests, param('requestId'))
    if (request === undefined) throw notFound()
    servedUser(world, who(), request.askerId)
    if (request.answerJson !== null) {
      throw new RestFault(409, { code: 'ANSWERED', message: 'This request has its answer.' })
    }
    return request
  }

  function render({ id, kind, askerId, encryptionKeyUrl, contentJson }: CalendarRequest): object {
    const content = JSON.parse(contentJson) as object
    const email = world.get(people, askerId)?.email
    return { requestId: id, kind, userId: askerId, email, encryptionKeyUrl, ...content }
  }
}
