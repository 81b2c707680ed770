import type { SeenMeeting } from '../../clients/index.js'
import { check } from '../checks/check.js'
import { exchangesOf, updatesOf } from '../observation/observed.js'
import { type Case, isDecorated } from './case.js'

const TIMES = 4

/** HC-084 HC-085 · a keyword on a whole series, and a keyword on one occurrence alone. */
export const series: Case = {
  id: 'webex/series',
  title: 'A keyword belongs on the series',
  feature: 'series',
  shows: ['HC-085/every', 'HC-084/alone'],
  async play(stage) {
    const { alice, bob } = stage.people
    const form = { invitees: [bob.mail], repeats: { every: 'week', times: TIMES } } as const
    const [whole, single] = ['Weekly review', 'Weekly lunch'] as const
    const lunch = await alice.schedules({ ...stage.slot(), ...form, subject: single, location: 'Room 13' })
    await alice.changesOccurrence(lunch, 2, { location: 'Room 13, @webex' })
    const review = await alice.schedules({ ...stage.slot(), ...form, subject: whole, location: '@webex' })

    await stage.settle(async () => (await alice.seesAll(whole)).every(isDecorated))

    const reviews = await alice.seesAll(whole)
    const lunches = await alice.seesAll(single)
    const observed = await stage.observe()
    const decorated = (meetings: readonly SeenMeeting[]): number => meetings.filter(isDecorated).length
    return [
      check({
        id: 'HC-085/every',
        expected: `join details in ${TIMES} occurrences`,
        got: `${decorated(reviews)} of ${reviews.length} occurrences`,
        holds: reviews.length === TIMES && decorated(reviews) === TIMES,
        evidence: observed.evidence(exchangesOf(updatesOf(observed, review))),
      }),
      check({
        id: 'HC-084/alone',
        expected: `join details in none of ${TIMES} occurrences`,
        got: `${decorated(lunches)} of ${lunches.length} occurrences`,
        holds: decorated(reviews) === 0 ? 'not-run' : lunches.length === TIMES && decorated(lunches) === 0,
        evidence: observed.evidence(exchangesOf(updatesOf(observed, lunch))),
      }),
    ]
  },
}
