import { z } from 'zod'

import { descendants } from '../../clients/index.js'
import { type Check, check } from '../checks/check.js'
import { meetingObject } from '../observation/meeting-object.js'
import { exchangesOf } from '../observation/observed.js'
import type { EwsCall } from '../observation/ews-call.js'
import { formatInstant } from '../time-and-chance/clock.js'
import type { Case, Stage } from './case.js'

const SUBJECT = 'Scheduled from the app'
const scheduled = z.looseObject({ globalMeetingId: z.string() })

/** OP-11 OP-12 · alice asks in her Webex app who is free, and for a meeting, as of one that she finds in her list. */
export const inAppScheduling: Case = {
  id: 'operation/scheduling',
  title: 'What is asked for in the app is done at Exchange',
  level: 3,
  feature: 'scheduling',
  shows: ['OP-11/created', 'OP-11/invited', 'OP-12/asked'],
  async play(stage) {
    const { alice, bob } = stage.people
    const form = { subject: SUBJECT, location: 'Room 16', invitees: [bob.mail] }
    const meeting = await alice.schedules({ ...stage.slot(), ...form })
    await stage.settle(() => Promise.resolve(stage.uploads(meeting).length > 0))
    const listed = meetingObject.safeParse(stage.uploads(meeting).at(-1)?.meeting)
    const { start, end } = stage.slot()
    const asked = listed.success ? await askFor(stage, listed.data, { start, end }) : undefined
    await stage.settle(async () => asked !== undefined && (await bob.sees(asked)) !== undefined)

    const { ews, evidence } = await stage.observe()
    const copy = asked === undefined ? undefined : await bob.sees(asked)
    return [
      ...createChecks({ created: ews.filter(isCreation), evidence, wasListed: listed.success, copy }),
      check({
        id: 'OP-12/asked',
        expected: `GetUserAvailability for ${bob.mail} in the time asked for`,
        got: `${ews.filter(isAvailability).length} GetUserAvailability`,
        holds: listed.success
          ? ews.filter(isAvailability).some((call) => namesPerson(call, bob.mail))
          : 'not-run',
        evidence: evidence(exchangesOf(ews.filter(isAvailability))),
      }),
    ]
  },
}

/** Asks with the ciphertext of the meeting that the app shows: its key is one that alice may use. */
async function askFor(
  stage: Stage,
  listed: z.infer<typeof meetingObject>,
  { start, end }: { readonly start: number; readonly end: number },
): Promise<string | undefined> {
  const { encryptionKeyUrl, encryptedSubject: subject, encryptedParticipants } = listed
  const emails = encryptedParticipants.map((participant) => participant.encryptedEmailAddress)
  const window = { start: formatInstant(start), end: formatInstant(end) }
  const { alice } = stage.people
  await stage.asksApp(alice, 'freebusy', { requestId: 'who-is-free', ...window, emails, encryptionKeyUrl })
  const answer = await stage.asksApp(alice, 'calendarEvents/sync', {
    encryptionKeyUrl,
    subject,
    start: window.start,
    durationMinutes: 30,
    attendees: emails.map((email) => ({ email })),
  })
  return scheduled.safeParse(answer).data?.globalMeetingId
}

interface Created {
  readonly created: readonly EwsCall[]
  readonly evidence: (exchanges: ReturnType<typeof exchangesOf>) => Check['evidence']
  readonly wasListed: boolean
  readonly copy: unknown
}

function createChecks({ created, evidence, wasListed, copy }: Created): readonly Check[] {
  const sends = created.map(({ body }) => body.attributes['SendMeetingInvitations'])
  const shown = evidence(exchangesOf(created))
  return [
    check({
      id: 'OP-11/created',
      expected: 'one CreateItem of a CalendarItem, sent to everybody',
      got: sends,
      holds: wasListed ? sends.length === 1 && /^SendToAll/.test(sends[0] ?? '') : 'not-run',
      evidence: shown,
    }),
    check({
      id: 'OP-11/invited',
      title: 'Who is asked to come finds the meeting in the calendar',
      expected: 'the meeting in the calendar of the person invited',
      got: copy === undefined ? 'no meeting' : 'the meeting',
      holds: wasListed ? copy !== undefined : 'not-run',
      evidence: shown,
    }),
  ]
}

function isCreation(call: EwsCall): boolean {
  return (
    call.operation === 'CreateItem' &&
    descendants(call.body, 'CalendarItem').some((item) =>
      item.children.some(({ name, text }) => name === 'Subject' && text === SUBJECT),
    )
  )
}

function isAvailability({ operation }: EwsCall): boolean {
  return operation === 'GetUserAvailabilityRequest'
}

function namesPerson({ body }: EwsCall, mail: string): boolean {
  return descendants(body, 'Address').some(({ text }) => text.toLowerCase() === mail)
}
