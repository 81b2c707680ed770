import { check } from '../checks/check.js'
import { exchangesOf, updatesOf } from '../observation/observed.js'
import { soapOperation } from '../relays/wire.js'
import { type Case, isDecorated } from './case.js'

const CHANGED = 'The agenda has changed at the last moment.'

/** HC-149 · the organizer changes the text after the subject has read the meeting and before it writes. */
export const writeConflict: Case = {
  id: 'webex/write-conflict',
  title: 'A change made at the same time is kept',
  feature: 'personal-room',
  shows: ['HC-149/kept', 'HC-149/decorated'],
  async play(stage) {
    const { alice, bob } = stage.people
    const subject = 'Two pens'
    const body = 'The agenda.'
    const meeting = await alice.schedules({ ...stage.slot(), subject, body, location: 'Room 12' })
    await stage.settle(async () => (await alice.sees(subject)) !== undefined)
    let interrupted = false
    stage.beforeNext(
      ({ body: text }) => soapOperation(text) === 'UpdateItem' && text.includes(meeting.itemId),
      async () => {
        interrupted = true
        await alice.changes(meeting, { body: CHANGED })
      },
    )

    await alice.changes(meeting, { location: 'Room 12, @webex', invitees: [bob.mail] })
    await stage.settle(async () => interrupted && isDecorated(await alice.sees(subject)))

    const seen = await alice.sees(subject)
    const observed = await stage.observe()
    const evidence = observed.evidence(exchangesOf(updatesOf(observed, meeting)))
    return [
      check({
        id: 'HC-149/kept',
        expected: `"${CHANGED}" in the body`,
        got: seen?.body.content,
        holds: interrupted ? seen?.body.content.includes(CHANGED) === true : 'not-run',
        evidence,
      }),
      check({
        id: 'HC-149/decorated',
        title: 'The meeting is decorated all the same',
        expected: 'join details besides the changed text',
        got: seen?.body.content,
        holds: interrupted ? /https?:\/\//i.test(seen?.body.content ?? '') : 'not-run',
        evidence,
      }),
    ]
  },
}
