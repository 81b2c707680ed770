import type { SeenMeeting } from '../../clients/index.js'
import { type Check, type Evidence, check } from '../checks/check.js'
import { exchangesOf, updatesOf } from '../observation/observed.js'
import { type PersonalRoom, digits } from '../observation/personal-room.js'
import { spelledOut } from '../observation/plain-text.js'
import { type Case, conferenceData, isDecorated } from './case.js'

const TEXT = 'Agenda item one: the budget.'

/** HC-090 HC-091 HC-140 HC-141 HC-142 HC-143 HC-148 HC-172 HC-178 · everything that is written for @webex, and where. */
export const personalRoomDetails: Case = {
  id: 'webex/details',
  title: "The organizer's personal room is written into everybody's invitation",
  shows: [
    'HC-142/rest',
    'HC-148/set',
    'HC-172/dials',
    'HC-175/form',
    'HC-090/owner',
    'HC-091/link',
    'HC-091/video',
    'HC-091/dial-in',
    'HC-140/text-kept',
    'HC-141/html',
    'HC-142/location',
    'HC-143/copies',
    'HC-178/copies',
  ],
  async play(stage) {
    const { alice, bob, carol } = stage.people
    const subject = 'Quarterly plan'
    const meeting = await alice.schedules({
      ...stage.slot(),
      subject,
      location: 'Room 5; @webex',
      body: { type: 'HTML', content: `<html><body><p>${TEXT}</p></body></html>` },
      invitees: [bob.mail, carol.mail],
    })

    await stage.settle(async () => isDecorated(await alice.sees(subject)))

    const own = await alice.sees(subject)
    const copies = [await bob.sees(subject), await carol.sees(subject)]
    const rooms = await Promise.all([alice, bob, carol].map((person) => stage.personalRoom(person)))
    const observed = await stage.observe()
    const updates = updatesOf(observed, meeting)
    const evidence = observed.evidence(exchangesOf(updates))
    return [
      ...detailChecks({ seen: own, room: rooms[0], others: rooms.slice(1), evidence }),
      ...bodyChecks(own, evidence),
      ...copyChecks({ copies, room: rooms[0], evidence }),
      check({
        id: 'HC-142/rest',
        title: 'The item comes to rest',
        expected: 'at most 2 UpdateItem for one change of a person',
        got: updates.length,
        holds: updates.length === 0 ? 'not-run' : updates.length <= 2,
        evidence,
      }),
      check({
        id: 'HC-148/set',
        expected: 'TMS:ExternalConferenceData on the organizer’s item',
        got: conferenceData(own),
        holds: conferenceData(own) !== '',
        evidence,
      }),
      check({
        id: 'HC-172/dials',
        expected: `the SIP address ${rooms[0]?.sipAddress}`,
        got: conferenceData(own),
        holds: rooms[0] !== undefined && dials(conferenceData(own), rooms[0]),
        evidence,
      }),
      check({
        id: 'HC-175/form',
        expected: 'user@host, with or without the scheme sip: or sips:',
        got: conferenceData(own),
        holds:
          conferenceData(own) === '' ? 'not-run' : /^(sips?:)?[^@\s:]+@[^@\s]+$/i.test(conferenceData(own)),
        evidence,
      }),
    ]
  },
}

interface Details {
  readonly seen: SeenMeeting | undefined
  readonly room: PersonalRoom | undefined
  readonly others: readonly (PersonalRoom | undefined)[]
  readonly evidence: Evidence
}

function detailChecks({ seen, room, others, evidence }: Details): readonly Check[] {
  const body = seen?.body.content ?? ''
  const numbers = digits(spelledOut(body))
  const strangers = others.filter((other) => other !== undefined && body.includes(other.url))
  return [
    check({
      id: 'HC-090/owner',
      expected: 'a personal room of the organizer and of nobody else',
      got: body,
      holds: isDecorated(seen) && strangers.length === 0,
      evidence,
    }),
    check({
      id: 'HC-091/link',
      title: 'The link of the personal room is written',
      expected: room?.url ?? 'a personal room at the site',
      got: body,
      holds: room !== undefined && body.includes(room.url),
      evidence,
    }),
    check({
      id: 'HC-091/video',
      title: 'The video address is written',
      expected: room?.sipAddress ?? 'a personal room at the site',
      got: body,
      holds: room !== undefined && body.includes(room.sipAddress.replace(/^sips?:/, '')),
      evidence,
    }),
    check({
      id: 'HC-091/dial-in',
      title: 'A telephone dial-in number is written',
      expected: room?.dialIn.join(' or ') ?? 'a personal room at the site',
      got: body,
      holds: room !== undefined && room.dialIn.some((number) => numbers.includes(number)),
      evidence,
    }),
  ]
}

function bodyChecks(seen: SeenMeeting | undefined, evidence: Evidence): readonly Check[] {
  const body = seen?.body.content ?? ''
  const text = body.indexOf(TEXT)
  return [
    check({
      id: 'HC-140/text-kept',
      expected: `"${TEXT}", then the join details`,
      got: body,
      holds: isDecorated(seen) && text >= 0 && text < body.search(/https?:\/\/[^"'\s]*webex/i),
      evidence,
    }),
    check({
      id: 'HC-141/html',
      title: 'An HTML body stays HTML',
      expected: 'a body of type HTML',
      got: seen?.body.type,
      holds: isDecorated(seen) ? seen?.body.type === 'HTML' : 'not-run',
      evidence,
    }),
    check({
      id: 'HC-142/location',
      title: 'Other text in the location is kept',
      expected: 'a location with "Room 5"',
      got: seen?.location,
      holds: isDecorated(seen) ? seen?.location.includes('Room 5') === true : 'not-run',
      evidence,
    }),
  ]
}

interface Copies {
  readonly copies: readonly (SeenMeeting | undefined)[]
  readonly room: PersonalRoom | undefined
  readonly evidence: Evidence
}

function copyChecks({ copies, room, evidence }: Copies): readonly Check[] {
  return [
    check({
      id: 'HC-143/copies',
      expected: "the link in every attendee's copy",
      got: copies.map((copy) => copy?.body.content ?? 'no copy'),
      holds: room !== undefined && copies.every((copy) => copy?.body.content.includes(room.url) === true),
      evidence,
    }),
    check({
      id: 'HC-178/copies',
      expected: "TMS:ExternalConferenceData on every attendee's copy",
      got: copies.map(conferenceData),
      holds: copies.every((copy) => conferenceData(copy) !== ''),
      evidence,
    }),
  ]
}

/** @inferred HC-175: with or without the scheme, but it must be the meeting's address. */
function dials(value: string, room: PersonalRoom): boolean {
  const bare = (address: string): string => address.replace(/^sips?:/i, '').toLowerCase()
  return bare(value) === bare(room.sipAddress)
}
