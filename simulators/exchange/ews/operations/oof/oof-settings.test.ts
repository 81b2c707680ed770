import { expect, it } from 'vitest'
import type { EwsObject } from '../../tree.js'
import { ALICE, BOB, createOffice, type Office } from '../testing/office.js'

const AWAY: EwsObject = {
  OofState: 'Scheduled',
  ExternalAudience: 'Known',
  Duration: { StartTime: '2026-03-09T08:00:00+01:00', EndTime: '2026-03-16T08:00:00' },
  InternalReply: { '@xml:lang': 'en-US', Message: '<html><body>Skiing & <b>happy</b></body></html>' },
  ExternalReply: { Message: 'Away' },
}

const mailbox = (address: string): EwsObject => ({ Mailbox: { Address: address } })

function get(office: Office, caller: string, address = caller): EwsObject {
  return office.asking(caller)('GetUserOofSettings', mailbox(address))
}

function set(office: Office, settings: EwsObject, caller = ALICE, address = caller): string {
  const request = { ...mailbox(address), UserOofSettings: settings }
  const { ResponseMessage } = office.asking(caller)('SetUserOofSettings', request)
  return (ResponseMessage as EwsObject)['ResponseCode'] as string
}

it('has nothing to reply before anything is set', () => {
  const office = createOffice()

  const answer = get(office, ALICE)

  expect(answer).toEqual({
    ResponseMessage: { '@ResponseClass': 'Success', ResponseCode: 'NoError' },
    OofSettings: {
      OofState: 'Disabled',
      ExternalAudience: 'All',
      Duration: { StartTime: '2026-03-02T08:00:00Z', EndTime: '2026-03-03T08:00:00Z' },
      InternalReply: { Message: '' },
      ExternalReply: { Message: '' },
    },
    AllowExternalOof: 'All',
  })
})

it('gives back what was set, times in UTC and replies with their language', () => {
  const office = createOffice()

  expect(set(office, AWAY)).toBe('NoError')

  expect(get(office, ALICE)['OofSettings']).toEqual({
    ...AWAY,
    Duration: { StartTime: '2026-03-09T07:00:00Z', EndTime: '2026-03-16T08:00:00Z' },
  })
  expect(get(office, BOB)['OofSettings']).toMatchObject({ OofState: 'Disabled' })
})

it('shows a day from now on where nothing is scheduled, whatever was sent', () => {
  const office = createOffice()

  set(office, { ...AWAY, OofState: 'Enabled' })

  expect(get(office, ALICE)['OofSettings']).toMatchObject({
    OofState: 'Enabled',
    Duration: { StartTime: '2026-03-02T08:00:00Z', EndTime: '2026-03-03T08:00:00Z' },
  })
})

it.each<[string, EwsObject, string]>([
  ['no duration', { Duration: undefined }, 'ErrorInvalidScheduledOofDuration'],
  [
    'an end before its start',
    { Duration: span('2026-03-09', '2026-03-08') },
    'ErrorInvalidScheduledOofDuration',
  ],
  ['an end in the past', { Duration: span('2026-02-01', '2026-02-02') }, 'ErrorInvalidScheduledOofDuration'],
  ['no internal reply', { InternalReply: undefined }, 'ErrorInvalidUserOofSettings'],
  ['no external reply', { ExternalReply: undefined }, 'ErrorInvalidUserOofSettings'],
])('refuses settings with %s, and keeps the old ones', (_what, change, code) => {
  const office = createOffice()
  set(office, AWAY)

  const refusal = set(office, { ...AWAY, ExternalAudience: 'None', ...change })

  expect(refusal).toBe(code)
  expect(get(office, ALICE)['OofSettings']).toMatchObject({ ExternalAudience: 'Known' })
})

it('is closed to everybody but the owner', () => {
  const office = createOffice()

  const read = get(office, BOB, ALICE)

  expect(read).toEqual({
    ResponseMessage: expect.objectContaining({ ResponseCode: 'ErrorAccessDenied' }) as unknown,
  })
  expect(set(office, AWAY, BOB, ALICE)).toBe('ErrorAccessDenied')
  expect(get(office, ALICE)['OofSettings']).toMatchObject({ OofState: 'Disabled' })
})

it('knows no mailbox of an address that has none', () => {
  const office = createOffice()

  const answer = get(office, ALICE, 'nobody@ent-pa.example')

  expect(answer['ResponseMessage']).toMatchObject({ ResponseCode: 'ErrorMailRecipientNotFound' })
})

it('finds the owner whatever the case of the address', () => {
  const office = createOffice()

  const answer = get(office, ALICE, ALICE.toUpperCase())

  expect(answer['ResponseMessage']).toMatchObject({ ResponseCode: 'NoError' })
})

function span(from: string, until: string): EwsObject {
  return { StartTime: `${from}T08:00:00Z`, EndTime: `${until}T08:00:00Z` }
}
