import { check } from '../checks/check.js'
import { exchangesOf, updatesOf } from '../observation/observed.js'
import { type Case, isDecorated } from './case.js'

/** HC-098 · a personal room needs no space. */
export const noSpace: Case = {
  id: 'webex/no-space',
  title: 'A personal room meeting makes no space',
  shows: ['HC-098/none'],
  async play(stage) {
    const { alice, bob, carol } = stage.people
    const subject = 'Room for three'
    const invitees = [bob.mail, carol.mail]
    const meeting = await alice.schedules({ ...stage.slot(), subject, location: '@webex', invitees })

    await stage.settle(async () => isDecorated(await alice.sees(subject)))

    const seen = await alice.sees(subject)
    const spaces = await stage.spaces(alice, subject)
    const observed = await stage.observe()
    return [
      check({
        id: 'HC-098/none',
        expected: `no space titled "${subject}"`,
        got: `${spaces.length} such spaces`,
        holds: isDecorated(seen) ? spaces.length === 0 : 'not-run',
        evidence: observed.evidence(exchangesOf(updatesOf(observed, meeting))),
      }),
    ]
  },
}
