import type { Scheduled } from '../../clients/index.js'
import { type Check, type CheckId, check } from '../checks/check.js'
import { type Case, isDecorated } from './case.js'

const DAY_MS = 86_400_000
const HALF_HOUR_MS = 1_800_000

interface Dated {
  readonly check: CheckId
  readonly subject: string
  /** Days from now; the window reaches from a week back to a month ahead. @source hybrid-calendar.md HC-161, HC-194 */
  readonly days: number
  readonly isListed: boolean
}

const DATES: readonly Dated[] = [
  { check: 'HC-161/coming', subject: 'In three weeks', days: 21, isListed: true },
  { check: 'HC-194/beyond', subject: 'In two months', days: 60, isListed: false },
  { check: 'HC-194/past', subject: 'Ten days ago', days: -10, isListed: false },
]

/** HC-161 HC-194 · meetings within and beyond the window. One of tomorrow comes last and tells when all have been read. */
export const listWindow: Case = {
  id: 'list/window',
  title: 'The list holds the coming weeks and nothing beyond',
  level: 3,
  feature: 'publish',
  shows: DATES.map((dated) => dated.check),
  async play(stage) {
    const { alice, bob } = stage.people
    const invitees = [bob.mail]
    const location = '@webex'
    const meetings: Scheduled[] = []
    for (const { subject, days } of DATES) {
      const start = stage.slot().start + (days - 1) * DAY_MS
      meetings.push(await alice.schedules({ subject, start, end: start + HALF_HOUR_MS, location, invitees }))
    }
    const fence = await alice.schedules({ ...stage.slot(), subject: 'Tomorrow', location, invitees })
    const isUploaded = (meeting: Scheduled | undefined): boolean =>
      meeting !== undefined && stage.uploads(meeting).length > 0

    await stage.settle(async () => isUploaded(fence) && isDecorated(await alice.sees(fence.subject)))

    const observed = await stage.observe()
    return DATES.map((dated, index): Check => {
      const uploads = meetings.slice(index, index + 1).flatMap((meeting) => stage.uploads(meeting))
      return check({
        id: dated.check,
        title: `A meeting ${dated.days} days from now is ${dated.isListed ? '' : 'not '}in the list`,
        expected: dated.isListed ? 'the meeting in the cloud' : 'the meeting not in the cloud',
        got: `${uploads.length} uploads`,
        holds: isUploaded(fence) ? uploads.length > 0 === dated.isListed : 'not-run',
        evidence: observed.evidence(uploads.map(({ exchange }) => exchange)),
      })
    })
  },
}
