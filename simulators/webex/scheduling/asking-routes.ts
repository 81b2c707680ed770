import { instant, type Core } from '../../core/index.js'
import { CALENDAR_PATH } from '../calendar/render-meeting.js'
import { waitForChange } from '../fleet/long-poll.js'
import { CALENDAR_REQUESTS_STREAM, calendarRequests } from '../records/calendar-requests.js'
import { accepted, ok, type Answer } from '../rest/answer.js'
import { RestFault } from '../rest/rest-fault.js'
import { bearer, route, type Call, type Route } from '../rest/route.js'
import { openRequest } from './open-request.js'
import { freeBusyBody, scheduleBody, type FreeBusyBody, type ScheduleBody } from './request-body.js'
import { SCHEDULE_WAIT_MS } from './request-limits.js'

/**
 * What a person's client asks of calendars: who is free, and a new meeting. The answer comes from Exchange, through the
 * node that serves the person (HC-170). @source webex.md 10
 */
export function askingRoutes(core: Core): readonly Route[] {
  const { world, clock, ids } = core

  return [
    route({
      method: 'POST',
      path: `${CALENDAR_PATH}/freebusy`,
      access: bearer(),
      body: freeBusyBody,
      handle: askFreeBusy,
    }),
    route({
      method: 'POST',
      path: `${CALENDAR_PATH}/calendarEvents/sync`,
      access: bearer(),
      body: scheduleBody,
      handle: askMeeting,
    }),
  ]

  /** The answer follows as an event `calendar.free_busy`. */
  function askFreeBusy({ body, who, cause }: Call<FreeBusyBody, undefined>): Answer {
    const { requestId, encryptionKeyUrl, ...content } = body
    const wanted = {
      kind: 'freeBusy',
      askerId: who().id,
      name: requestId,
      encryptionKeyUrl,
      content,
    } as const
    openRequest(core, wanted, cause)
    return accepted({})
  }

  async function askMeeting({ body, who, cause, exchange }: Call<ScheduleBody, undefined>): Promise<Answer> {
    const { clientMeetingId = ids.uuid(), encryptionKeyUrl, ...content } = body
    const wanted = {
      kind: 'schedule',
      askerId: who().id,
      name: clientMeetingId,
      encryptionKeyUrl,
      content,
    } as const
    const { id } = openRequest(core, wanted, cause)
    return renderMeetingAnswer(await answerTo(id, exchange.signal))
  }

  async function answerTo(id: string, signal: AbortSignal): Promise<string | null> {
    const deadline = instant(clock.now() + SCHEDULE_WAIT_MS)
    for (;;) {
      const answer = world.get(calendarRequests, id)?.answerJson ?? null
      const maxMs = deadline - clock.now()
      if (answer !== null || maxMs <= 0 || signal.aborted) return answer
      await waitForChange(core, CALENDAR_REQUESTS_STREAM, { maxMs, signal })
    }
  }
}

function renderMeetingAnswer(answerJson: string | null): Answer {
  if (answerJson === null) {
    throw new RestFault(504, {
      message: 'The meeting is not there yet; ask again with the same clientMeetingId.',
    })
  }
  const answer = JSON.parse(answerJson) as {
    readonly error?: { readonly code: string; readonly message: string }
  }
  if (answer.error !== undefined) throw new RestFault(422, answer.error)
  return ok(answer)
}
