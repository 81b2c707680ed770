import { check } from '../checks/check.js'
import { exchangesOf, updatesOf } from '../observation/observed.js'
import { type Case, isDecorated } from './case.js'

/** HC-142 · answers of the people invited change the organizer's item, but nothing that must be written. */
export const attendeesAnswer: Case = {
  id: 'webex/answers',
  title: 'Answers of the people invited cause no writing',
  feature: 'personal-room',
  shows: ['HC-142/rest-after-answers'],
  async play(stage) {
    const { alice, bob, carol } = stage.people
    const subject = 'Please answer'
    const invitees = [bob.mail, carol.mail]
    const meeting = await alice.schedules({ ...stage.slot(), subject, location: '@webex', invitees })
    await stage.settle(async () => isDecorated(await alice.sees(subject)))
    const before = updatesOf(await stage.observe(), meeting).length

    await bob.answers(subject, 'accept')
    await carol.answers(subject, 'tentative')
    await stage.settle(async () => {
      const seen = await alice.sees(subject)
      return seen?.requiredAttendees.filter(({ response }) => /Accept|Tentative/.test(response)).length === 2
    })

    const observed = await stage.observe()
    const updates = updatesOf(observed, meeting)
    return [
      check({
        id: 'HC-142/rest-after-answers',
        title: 'The item comes to rest after answers',
        expected: 'at most 2 UpdateItem for two answers',
        got: updates.length - before,
        holds: before === 0 ? 'not-run' : updates.length - before <= 2,
        evidence: observed.evidence(exchangesOf(updates)),
      }),
    ]
  },
}
