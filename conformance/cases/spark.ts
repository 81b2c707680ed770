import { check } from '../checks/check.js'
import { exchangesOf, updatesOf } from '../observation/observed.js'
import { type Case, isDecorated } from './case.js'

/** HC-080 · the older keyword. */
export const spark: Case = {
  id: 'keyword/spark',
  title: 'The older keyword makes a space too',
  shows: ['HC-080/space'],
  async play(stage) {
    const { alice, bob, carol } = stage.people
    const subject = 'Spark retrospective'
    const invitees = [bob.mail, carol.mail]
    const meeting = await alice.schedules({ ...stage.slot(), subject, location: '@spark', invitees })

    await stage.settle(async () => isDecorated(await alice.sees(subject)))

    const spaces = await stage.spaces(alice, subject)
    const observed = await stage.observe()
    return [
      check({
        id: 'HC-080/space',
        expected: `one space titled "${subject}"`,
        got: `${spaces.length} such spaces`,
        holds: spaces.length === 1,
        evidence: observed.evidence(exchangesOf(updatesOf(observed, meeting))),
      }),
    ]
  },
}
