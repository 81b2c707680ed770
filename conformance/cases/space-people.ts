import { check } from '../checks/check.js'
import { exchangesOf, updatesOf } from '../observation/observed.js'
import type { Space } from '../observation/spaces.js'
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

    const spaces = await stage.spaces(alice, subject)
    const members = spaces.flatMap((space) => space.members)
    const seen = await alice.sees(subject)
    const observed = await stage.observe()
    const evidence = observed.evidence(exchangesOf(updatesOf(observed, meeting)))
    return [
      check({
        id: 'HC-113/rooms',
        expected: `no ${rooms.join(', ')} among the members`,
        got: members,
        holds: spaces.length === 0 ? 'not-run' : rooms.every((room) => !members.includes(room)),
        evidence,
      }),
      check({
        id: 'HC-114/meeting',
        title: 'The meeting of the space is the one of the invitation',
        expected: spaces.map((space) => `${space.meetingLink} and ${space.sipAddress}`).join(', '),
        got: seen?.body.content,
        holds: spaces.some((space) => isOf(space, seen?.body.content ?? '')),
        evidence,
      }),
    ]
  },
}

/** Whether a body leads into the meeting of a space, by link and by video. */
function isOf({ meetingLink, sipAddress }: Space, body: string): boolean {
  if (meetingLink === undefined || sipAddress === undefined) return false
  return body.includes(meetingLink) && body.includes(sipAddress.replace(/^sips?:/, ''))
}
