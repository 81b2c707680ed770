import { check } from '../checks/check.js'
import { exchangesOf, updatesOf } from '../observation/observed.js'
import { type Case, isDecorated } from './case.js'

/** HC-071 HC-141 · the bare keyword, in a meeting with a plain text body. */
export const webex: Case = {
  id: 'keyword/webex',
  title: 'The keyword alone decorates a meeting',
  shows: ['HC-071/webex', 'HC-141/text'],
  async play(stage) {
    const { alice, bob } = stage.people
    const subject = 'Daily stand-up'
    const body = 'Three questions each.'
    const meeting = await alice.schedules({
      ...stage.slot(),
      subject,
      body,
      location: '@webex',
      invitees: [bob.mail],
    })

    await stage.settle(async () => isDecorated(await alice.sees(subject)))

    const seen = await alice.sees(subject)
    const observed = await stage.observe()
    const evidence = observed.evidence(exchangesOf(updatesOf(observed, meeting)))
    return [
      check({
        id: 'HC-071/webex',
        expected: 'join details in a meeting with the location "@webex"',
        got: seen?.body.content,
        holds: isDecorated(seen),
        evidence,
      }),
      check({
        id: 'HC-141/text',
        title: 'A text body stays text',
        expected: 'a body of type Text',
        got: seen?.body.type,
        holds: isDecorated(seen) ? seen?.body.type === 'Text' : 'not-run',
        evidence,
      }),
    ]
  },
}
