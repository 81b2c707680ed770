import { check } from '../checks/check.js'
import { exchangesOf, updatesOf } from '../observation/observed.js'
import { type Case, isDecorated } from './case.js'

/** HC-083 · the organizer adds the keyword to a meeting that exists. */
export const keywordLater: Case = {
  id: 'keyword/later',
  title: 'A keyword can be added later',
  shows: ['HC-083/added'],
  async play(stage) {
    const { alice, bob } = stage.people
    const subject = 'On second thoughts'
    const meeting = await alice.schedules({
      ...stage.slot(),
      subject,
      location: 'Room 7',
      invitees: [bob.mail],
    })
    await stage.settle(async () => (await alice.sees(subject)) !== undefined)

    await alice.changes(meeting, { location: 'Room 7, @webex' })
    await stage.settle(async () => isDecorated(await alice.sees(subject)))

    const seen = await alice.sees(subject)
    const observed = await stage.observe()
    return [
      check({
        id: 'HC-083/added',
        expected: 'join details in the body',
        got: seen?.body.content,
        holds: isDecorated(seen),
        evidence: observed.evidence(exchangesOf(updatesOf(observed, meeting))),
      }),
    ]
  },
}
