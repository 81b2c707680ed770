import type { SeenMeeting } from '../../clients/index.js'
import { type Check, type CheckInput, check } from '../checks/check.js'
import { jwesIn, meetingObject, openMeeting, propertiesIn, vectorOf } from '../observation/meeting-object.js'
import type { Observed } from '../observation/observed.js'
import { plainText } from '../observation/plain-text.js'
import { type Upload, meetingsSent } from '../observation/uploads.js'
import { parseInstant } from '../time-and-chance/clock.js'
import type { Case, Stage } from './case.js'

/** What the service is documented to need, and the references that lead back to Exchange. @source hybrid-calendar.md HC-190, HC-193; webex.md 10, 15.5 */
const NEEDED =
  /^(id|seriesId|orgId|type|start|end|durationMinutes|organizer|isRecurring|sequence|source|iCalUid|changeKey|exchangeItemId|encryptionKeyUrl|responseType|participantType|conversationId|meetingJoinInfo|meetingJoinURI|meetingJoinURL|webexURI|webexURL|space(Meet)?UR[IL]|encrypted(Subject|Location|Notes|Organizer|Participants|EmailAddress|Name|ScheduleFor|Email|DisplayName))$/

/** HC-190 HC-191 HC-192 HC-193 · every meeting that was sent to the cloud, opened with its key and held against Exchange. */
export const uploadLedger: Case = {
  id: 'ledger/uploads',
  title: 'The cloud knows what Exchange says, and nobody else can read it',
  level: 3,
  feature: 'publish',
  shows: ['HC-190/fields', 'HC-191/addresses', 'HC-192/opens', 'HC-193/vectors', 'HC-193/every'],
  async play(stage) {
    const observed = await stage.observe()
    const checks = [fieldsCheck(observed), addressesCheck(observed, stage), vectorsCheck(observed, stage)]
    return [...checks, await opensCheck(observed, stage), await contentCheck(observed, stage)]
  },
}

/** Judges that there is nothing of a kind among what was sent. */
function noneOf(
  input: Pick<CheckInput, 'id' | 'title' | 'expected'>,
  observed: Observed,
  {
    sent,
    wrong,
    what,
  }: { readonly sent: number; readonly wrong: readonly Upload[]; readonly what?: unknown },
): Check {
  return check({
    ...input,
    got: wrong.length === 0 ? `${sent} meetings, all so` : (what ?? `${wrong.length} of ${sent} otherwise`),
    holds: sent === 0 ? 'not-run' : wrong.length === 0,
    evidence: observed.evidence(wrong.map(({ exchange }) => exchange)),
  })
}

function fieldsCheck(observed: Observed): Check {
  const sent = meetingsSent(observed.exchanges)
  const extra = (upload: Upload) => propertiesIn(upload.meeting).filter((name) => !NEEDED.test(name))
  const wrong = sent.filter((upload) => extra(upload).length > 0)
  const what = [...new Set(wrong.flatMap(extra))]
  const input = { id: 'HC-190/fields', expected: 'the documented properties and no other' } as const
  return noneOf(input, observed, { sent: sent.length, wrong, what })
}

function addressesCheck(observed: Observed, { organization }: Stage): Check {
  const sent = meetingsSent(observed.exchanges)
  const addresses = [...organization.enabled, ...organization.rooms, ...organization.groups]
  const wrong = sent.filter(({ exchange }) =>
    addresses.some((address) => exchange.request.body.toLowerCase().includes(address)),
  )
  const expected = 'no mail address of the organization in the clear'
  return noneOf({ id: 'HC-191/addresses', title: 'No address is sent in the clear', expected }, observed, {
    sent: sent.length,
    wrong,
  })
}

/** The same JWE may be sent again with a later version; within one version, and for another text, its vector may not. */
function vectorsCheck(observed: Observed, stage: Stage): Check {
  const uploads = stage.allUploads()
  const known = new Map<string, string>()
  const wrong = uploads.filter((upload) => {
    const texts = jwesIn(upload.meeting)
    const vectors = texts.map((text) => vectorOf(upload, text))
    const isReused = texts.some((text, index) => {
      const vector = vectors[index] ?? ''
      const earlier = known.get(vector) ?? text
      known.set(vector, earlier)
      return earlier !== text
    })
    return isReused || new Set(vectors).size < vectors.length
  })
  const expected = 'an initialization vector of its own for every text under a key'
  return noneOf(
    { id: 'HC-193/vectors', title: 'No initialization vector is used twice', expected },
    observed,
    {
      sent: uploads.length,
      wrong,
    },
  )
}

async function opensCheck(observed: Observed, stage: Stage): Promise<Check> {
  const uploads = stage.allUploads()
  const opens = await Promise.all(
    uploads.map(async ({ meeting }) => {
      const texts = await stage.decrypt(meeting.encryptionKeyUrl ?? '', jwesIn(meeting))
      return texts.length > 0 && texts.every((text) => text !== undefined)
    }),
  )
  const wrong = uploads.filter((_upload, index) => opens[index] !== true)
  const expected = 'every JWE opened by encryptionKeyUrl'
  return noneOf({ id: 'HC-192/opens', expected }, observed, { sent: uploads.length, wrong })
}

/** The last version of every single meeting that is still in alice's calendar; she organizes all of them. */
async function contentCheck(observed: Observed, stage: Stage): Promise<Check> {
  const latest = () => [
    ...new Map(stage.allUploads().map((upload) => [upload.meetingId, upload] as const)).values(),
  ]
  const wrongOnes = async (): Promise<readonly Upload[]> => {
    const judged = latest().filter(({ meeting }) => meeting['isRecurring'] !== true)
    const same = await Promise.all(judged.map((upload) => saysTheSame(stage, upload)))
    return judged.filter((_upload, index) => same[index] === false)
  }
  let wrong = latest()
  await stage.settle(async () => {
    wrong = [...(await wrongOnes())]
    return wrong.length === 0
  })
  const expected = 'subject, text, time, organizer and invited people as in the Exchange item'
  const input = {
    id: 'HC-193/every',
    title: 'Every meeting says what its Exchange item says',
    expected,
  } as const
  return noneOf(input, observed, { sent: latest().length, wrong })
}

/** A meeting that has left the calendar has nothing to be compared with. */
async function saysTheSame(stage: Stage, { meeting }: Upload): Promise<boolean> {
  const item = await stage.people.alice.sees(meeting.source.iCalUid)
  if (item === undefined) return true
  const shape = meetingObject.safeParse(meeting)
  if (!shape.success) return false
  const opened = await openMeeting(stage.decrypt, shape.data)
  return (
    opened.subject === item.subject &&
    plainText(opened.notes ?? '') === plainText(item.body.content) &&
    opened.organizer === stage.people.alice.mail &&
    isSameTime(meeting, item) &&
    mailsOf(item).every((mail) => opened.invited.includes(mail)) &&
    mailsOf(item).length === opened.invited.length
  )
}

function isSameTime(meeting: Upload['meeting'], item: SeenMeeting): boolean {
  const minutes = Math.round((item.end - item.start) / 60_000)
  return parseInstant(meeting.start ?? '') === item.start && meeting['durationMinutes'] === minutes
}

function mailsOf({ requiredAttendees, optionalAttendees, resources }: SeenMeeting): readonly string[] {
  return [...requiredAttendees, ...optionalAttendees, ...resources].map(({ mail }) => mail.toLowerCase())
}
