import { check } from '../checks/check.js'
import { exchangesOf, updatesOf } from '../observation/observed.js'
import { type Case, isDecorated } from './case.js'

/** HC-122 · somebody is invited when the space is there already. */
export const spaceJoinedLater: Case = {
  id: 'meet/joined-later',
  title: 'Whoever is invited later joins the space',
  level: 2,
  feature: 'space',
  shows: ['HC-122/joined'],
  async play(stage) {
    const { alice, bob, carol } = stage.people
    const subject = 'Growing circle'
    const dave = stage.organization.enabled.filter((mail) => mail.startsWith('dave@'))
    const invitees = [bob.mail, ...dave]
    const meeting = await alice.schedules({ ...stage.slot(), subject, location: '@meet', invitees })
    await stage.settle(async () => isDecorated(await alice.sees(subject)))
    const members = async () => (await stage.spaces(alice, subject))[0]?.members
    const before = await members()

    await alice.changes(meeting, { invitees: [...invitees, carol.mail] })
    await stage.settle(async () => (await members())?.includes(carol.mail) === true)

    const after = await members()
    const observed = await stage.observe()
    return [
      check({
        id: 'HC-122/joined',
        expected: `${carol.mail} among the members`,
        got: after ?? 'no space',
        holds: before === undefined ? 'not-run' : after?.includes(carol.mail) === true,
        evidence: observed.evidence(exchangesOf(updatesOf(observed, meeting))),
      }),
    ]
  },
}
