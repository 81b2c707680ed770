import { expect, it } from 'vitest'
import type { MeetingTexts } from '../../../clients/index.js'
import { joinTimesInApp, joinTimesOnDevice, type Meeting } from './join-button.js'

const START = 1_772_452_800_000
const MINUTE_MS = 60_000

function meeting(different: Partial<MeetingTexts>): Meeting {
  const texts: MeetingTexts = {
    subject: 'Budget',
    location: '@webex',
    notes: 'Join: https://ent-pa.webex.com/meet/alice',
    organizer: { mail: 'alice@ent-pa.example', name: 'Alice' },
    participants: [],
    joinUrl: 'https://ent-pa.webex.com/meet/alice',
    joinUri: 'alice@ent-pa.webex.com',
    ...different,
  }
  return { start: START, end: START + 30 * MINUTE_MS, texts }
}

/** How many minutes before the start the button and the notification come. */
function minutesInApp(different: Partial<MeetingTexts>, earlyMinutes = 5) {
  const times = joinTimesInApp(meeting(different), earlyMinutes)
  return times && [(START - times.buttonFrom) / MINUTE_MS, (START - times.notifiedFrom) / MINUTE_MS]
}

const invited = (count: number) =>
  Array.from({ length: count }, (_, number) => ({
    id: null,
    mail: `p${number}@ent-pa.example`,
    name: '',
    response: 'NO_RESPONSE',
    kind: number === 0 ? 'RESOURCE' : 'REQUIRED',
  }))
const space = { joinUrl: 'https://ent-pa.webex.com/m/1234', notes: 'https://ent-pa.webex.com/m/1234' }

it.each([0, 1, 5, 10, 15])('comes as early as the organization wants: %i minutes [HC-162]', (minutes) => {
  expect(minutesInApp({}, minutes)).toEqual([minutes, minutes])
})

it('is not there for a meeting that cannot be joined', () => {
  expect(minutesInApp({ joinUrl: null, joinUri: null })).toBeNull()
})

it('comes with the start when the body has several links, but not on a device [HC-134]', () => {
  const notes = 'https://ent-pa.webex.com/meet/alice or https://teams.microsoft.com/l/meetup-join/19%3a1'

  expect(minutesInApp({ notes })).toEqual([0, 0])
  expect(joinTimesOnDevice(meeting({ notes }), 5)?.buttonFrom).toBe(START - 5 * MINUTE_MS)
})

it('counts one link that is written twice once', () => {
  const notes = '<a href="https://ent-pa.webex.com/meet/alice">https://ent-pa.webex.com/meet/Alice</a>'

  expect(minutesInApp({ notes })).toEqual([5, 5])
})

it('comes with the start for a space of more than 75 people, rooms not counted [HC-167]', () => {
  const of = (count: number) => ({ ...space, participants: invited(count) })

  expect(minutesInApp(of(75))).toEqual([5, 5])
  expect(minutesInApp(of(76))).toEqual([0, 0])
  expect(minutesInApp({ participants: invited(100) })).toEqual([5, 5])
})

it('does not notify early of an address of others that stands in Location alone [HC-133]', () => {
  const others = { joinUrl: null, joinUri: 'room5@partner.example' }

  expect(minutesInApp({ ...others, location: 'sip:room5@partner.example', notes: '' })).toEqual([5, 0])
  expect(minutesInApp({ ...others, location: '', notes: 'sip:room5@partner.example' })).toEqual([5, 5])
})
