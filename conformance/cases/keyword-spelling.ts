import type { Scheduled } from '../../clients/index.js'
import { type CheckId, check } from '../checks/check.js'
import { exchangesOf, updatesOf } from '../observation/observed.js'
import { type Case, isDecorated } from './case.js'

interface Spelling {
  readonly check: CheckId
  readonly subject: string
  readonly location: string
}

const SPELLINGS: readonly Spelling[] = [
  { check: 'HC-072/webex', subject: 'Capitals', location: '@WebEX' },
  { check: 'HC-073/around', subject: 'Surrounded', location: 'Bldg 12 (@webex), floor 3' },
  { check: 'HC-073/before', subject: 'Followed', location: '@webex, HQ-3' },
]

/** HC-072 HC-073 · ways to write the keyword that all count. */
export const keywordSpelling: Case = {
  id: 'keyword/spelling',
  title: 'The keyword is found however it is written',
  shows: SPELLINGS.map((spelling) => spelling.check),
  async play(stage) {
    const { alice, bob } = stage.people
    const meetings: Scheduled[] = []
    for (const { subject, location } of SPELLINGS) {
      meetings.push(await alice.schedules({ ...stage.slot(), subject, location, invitees: [bob.mail] }))
    }
    const see = () => Promise.all(SPELLINGS.map(({ subject }) => alice.sees(subject)))

    await stage.settle(async () => (await see()).every(isDecorated))

    const seen = await see()
    const observed = await stage.observe()
    return SPELLINGS.map((spelling, index) =>
      check({
        id: spelling.check,
        title: `"${spelling.location}" holds a keyword`,
        expected: 'join details in the body',
        got: seen[index]?.body.content,
        holds: isDecorated(seen[index]),
        evidence: observed.evidence(
          exchangesOf(meetings.slice(index, index + 1).flatMap((meeting) => updatesOf(observed, meeting))),
        ),
      }),
    )
  },
}
