import { check } from '../checks/check.js'
import { exchangesOf, updatesOf } from '../observation/observed.js'
import { type Case, isDecorated } from './case.js'

/** HC-097 · the organizer types the address of the own personal room instead of a keyword. */
export const typedLink: Case = {
  id: 'webex/typed-link',
  title: 'The address of the own personal room works as a keyword',
  feature: 'personal-room',
  shows: ['HC-097/typed'],
  async play(stage) {
    const { alice, bob } = stage.people
    const subject = 'Room by its address'
    const room = await stage.personalRoom(alice)
    const location = `Room 5, ${room?.url}`
    const meeting = await alice.schedules({ ...stage.slot(), subject, location, invitees: [bob.mail] })

    await stage.settle(async () => isDecorated(await alice.sees(subject)))

    const seen = await alice.sees(subject)
    const observed = await stage.observe()
    return [
      check({
        id: 'HC-097/typed',
        expected: room?.url ?? 'a personal room at the site',
        got: seen?.body.content,
        holds: room === undefined ? 'not-run' : seen?.body.content.includes(room.url) === true,
        evidence: observed.evidence(exchangesOf(updatesOf(observed, meeting))),
      }),
    ]
  },
}
