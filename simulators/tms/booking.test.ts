import { expect, it } from 'vitest'
import type { CalendarItem } from '../../clients/index.js'
import { toBooking, type BookingView } from './booking.js'

const START = 1_772_452_800_000

const VIEW: BookingView = {
  bridge: { domain: 'bridge.ent-pa.example' },
  isManaged: true,
  now: START - 300_000,
  endpointsOf: () => 1,
}

function booked(extendedProperties: CalendarItem['extendedProperties']) {
  const item = {
    ...{ itemId: 'i', changeKey: 'k', uid: 'u1', kind: 'Single', subject: 'Alice', location: '' },
    ...{ body: { type: 'Text', content: '' }, start: START, end: START + 1_800_000, organizer: 'alice' },
    ...{ requiredAttendees: [], optionalAttendees: [], isCancelled: false, myResponse: 'Accept' },
    resources: [],
    extendedProperties,
  } as const satisfies CalendarItem
  return (view: Partial<BookingView> = {}) => toBooking(item, { ...VIEW, ...view })
}

it.each([
  ['alice@ent-pa.webex.com', 'alice@ent-pa.webex.com'],
  ['sip:alice@ent-pa.webex.com', 'alice@ent-pa.webex.com'],
  ['SIPS:123@ent-pa.webex.com ', '123@ent-pa.webex.com'],
  ['<Capabilities><UCMeeting/></Capabilities>', null],
  ['alice', null],
])('reads %s as the dial string %s [HC-175]', (value, dialString) => {
  expect(booked({ 'TMS:ExternalConferenceData': value })().dialString).toBe(dialString)
})

it("reads the connector's property before that of Productivity Tools [HC-172 HC-173]", () => {
  const tools = { UCCapabilities: 'sip:tools@ent-pa.webex.com' }

  expect(booked({ ...tools, 'TMS:ExternalConferenceData': 'a@ent-pa.webex.com' })()).toMatchObject({
    dialString: 'a@ent-pa.webex.com',
    property: 'TMS:ExternalConferenceData',
  })
  expect(booked(tools)()).toMatchObject({ dialString: 'tools@ent-pa.webex.com', property: 'UCCapabilities' })
})

it('holds on premises what nobody else holds, for rooms that have somebody to call, by one number', () => {
  const two = { endpointsOf: () => 2 }

  const held = booked({})(two)

  expect(held.hosting).toBe('onPremises')
  expect(held.dialString).toMatch(/^\d{7}@bridge\.ent-pa\.example$/)
  expect(booked({})(two).dialString).toBe(held.dialString)
  expect(booked({})()).toMatchObject({ hosting: 'none', dialString: null })
  expect(booked({})({ ...two, bridge: null }).hosting).toBe('none')
  expect(booked({ UCCapabilities: 'a@b.example' })(two).hosting).toBe('external')
})

it('shows a button from five minutes before to the end, and never without something to dial', () => {
  const here = booked({ 'TMS:ExternalConferenceData': 'a@ent-pa.webex.com' })
  const at = (now: number) => here({ now }).isButtonShown

  expect([at(START - 300_001), at(START - 300_000), at(START + 1_799_999), at(START + 1_800_000)]).toEqual([
    ...[false, true, true, false],
  ])
  expect(booked({})().isButtonShown).toBe(false)
  expect(here({ isManaged: false }).isButtonShown).toBe(false)
})
