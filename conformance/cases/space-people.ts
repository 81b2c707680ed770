import { check } from '../checks/check.js'
import { exchangesOf, updatesOf } from '../observation/observed.js'
import { type Case, isDecorated } from './case.js'

/** HC-113 HC-114 · a room is booked for a meeting with a space. */
export const spacePeople: Case = {
  id: 'meet/people',
  title: 'The space has the people of the meeting, and its meeting',
  level: 2,
  feature: 'space',
  shows: ['HC-113/rooms', 'HC-114/meeting'],
  async play(stage) {
    const { alice, bob, carol } = stage.people
    const subject = 'Board preview'
    const rooms = stage.organization.rooms.slice(0, 1)
    const invitees = [bob.mail, carol.mail]
    const form = { subject, body: 'Slides follow.', location: '@meet', invitees, rooms }
    const meeting = await alice.schedules({ ...stage.slot(), ...form })

    await stage.settle(async () => isDecorated(await alice.sees(subject)))

    const [space] = await stage.spaces(alice, subject)
    const seen = await alice.sees(subject)
    const observed = await stage.observe()
    const evidence = observed.evidence(exchangesOf(updatesOf(observed, meeting)))
    const address = space?.sipAddress ?? ''
    return [
      check({
        id: 'HC-113/rooms',
        expected: `no ${rooms.join(', ')} among the members`,
        got: space?.members ?? 'no space',
        holds: space === undefined ? 'not-run' : rooms.every((room) => !space.members.includes(room)),
        evidence,
      }),
      check({
        id: 'HC-114/meeting',
        title: 'The meeting of the space is the one of the invitation',
        expected: space?.meetingLink ?? 'a space with a meeting',
        got: seen?.body.content,
        holds:
          space?.meetingLink !== undefined &&
          address !== '' &&
          seen?.body.content.includes(space.meetingLink) === true &&
          seen.body.content.includes(address.replace(/^sips?:/, '')),
        evidence,
      }),
    ]
  },
}
