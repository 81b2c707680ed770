import { expect, it } from 'vitest'

import type { DetailedEntry } from '../drivers/admin-api.js'
import { costToExchange } from './cost-to-exchange.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const ALICE = 'alice@ent-pa.example'
const BOB = 'bob@ent-pa.example'

type Line = Partial<DetailedEntry> & Pick<DetailedEntry, 'operation'> & { readonly at?: number }

/** A journal of these lines, which the nodes of the subject have said unless they came in by `main`. */
function said(lines: readonly Line[], until = 0) {
  const entries = lines.map(({ at = 0, ...line }, index): DetailedEntry => ({
    id: index + 1,
    kind: 'call',
    protocol: 'ews',
    via: 'node1',
    principal: 'ENT-PA\\svc',
    target: ALICE,
    outcome: 'NoError',
    openedAt: at,
    request: null,
    response: null,
    ...line,
  }))
  return { entries, until, isSubject: ({ via }: DetailedEntry) => via !== 'main' }
}

const item = (id: string): string => `<t:ItemId Id="${id}" ChangeKey="x"/>`
const seen = (id: string, uid: string): string =>
  `<t:CalendarItem>${item(id)}<t:UID>${uid}</t:UID></t:CalendarItem>`
const person = (line: Line): Line => ({ via: 'main', principal: 'ENT-PA\\alice', ...line })
const creates = (id: string, at = 0): Line => person({ operation: 'CreateItem', response: item(id), at })
const notifies = (id: string, at = 0): Line => ({
  operation: 'GetStreamingEvents',
  kind: 'message',
  response: `<m:Notification><t:CreatedEvent>${item(id)}</t:CreatedEvent></m:Notification>`,
  at,
})
const reads = (id: string, uid = id, target = ALICE, at = 0): Line => ({
  operation: 'GetItem',
  request: item(id),
  response: seen(id, uid),
  target,
  at,
})
const decorates = (id: string, at = 0): Line => ({
  operation: 'UpdateItem',
  request: item(id),
  response: item(id),
  at,
})
const subscribes = (target: string, at = 0, via = 'node1'): Line => ({
  operation: 'Subscribe',
  target,
  at,
  via,
})
const polls = (at: number, target = ALICE): Line => ({ operation: 'GetUserOofSettings', target, at })

const rowsOf = ({ operations }: ReturnType<typeof costToExchange>) =>
  Object.fromEntries(
    operations.map(({ operation, perMeeting, afterwards, perUserHour }) => [
      operation,
      [perMeeting, afterwards, perUserHour],
    ]),
  )

it('counts what names a meeting until it is decorated, and what its own write has caused', () => {
  const cost = costToExchange(
    said([creates('a'), notifies('a'), reads('a'), decorates('a'), notifies('a'), reads('a')]),
  )

  expect(cost.meetings).toBe(1)
  expect(rowsOf(cost)).toEqual({ GetItem: [1, 1, null], UpdateItem: [1, 0, null] })
  expect(cost.ews).toEqual({ perMeeting: 2, afterwards: 1, perUserHour: null })
})

it('divides by the meetings that were decorated, and leaves out those that were not', () => {
  const cost = costToExchange(
    said([
      ...[creates('a'), creates('b'), creates('plain')],
      ...[reads('a'), reads('plain'), reads('b'), reads('b'), decorates('a'), reads('plain'), decorates('b')],
    ]),
  )

  expect(cost.meetings).toBe(2)
  expect(rowsOf(cost)).toEqual({ GetItem: [1.5, 0, null], UpdateItem: [1, 0, null] })
})

it('counts the copies of people who were invited, which have other ids and the same UID', () => {
  const cost = costToExchange(
    said([
      creates('a'),
      reads('a', 'uid'),
      reads('copy', 'uid', BOB),
      reads('other', 'else', BOB),
      decorates('a'),
    ]),
  )

  expect(rowsOf(cost)['GetItem']).toEqual([2, 0, null])
})

it('counts calls that name no meeting, on its mailbox alone and since its last change', () => {
  const folder: Line = { operation: 'GetFolder' }
  const cost = costToExchange(
    said([
      folder,
      creates('a'),
      folder,
      person({ operation: 'UpdateItem', request: item('a') }),
      ...[folder, { ...folder, target: BOB }, { operation: 'ConvertId', target: null }],
      decorates('a'),
      folder,
    ]),
  )

  expect(rowsOf(cost)).toEqual({
    ConvertId: [1, 0, null],
    GetFolder: [1, 0, null],
    UpdateItem: [1, 0, null],
  })
})

it('counts a write that was refused, and takes only the one that succeeded for the decoration', () => {
  const refused: Line = { ...decorates('a'), outcome: 'ErrorIrresolvableConflict' }
  const cost = costToExchange(said([creates('a'), reads('a'), refused, reads('a'), decorates('a')]))

  expect(cost.meetings).toBe(1)
  expect(rowsOf(cost)).toEqual({ GetItem: [2, 0, null], UpdateItem: [2, 0, null] })
})

it('takes no log-on leg and no frame for a call', () => {
  const leg: Line = { operation: '', outcome: '401', principal: null, target: null }
  const cost = costToExchange(said([creates('a'), leg, notifies('a'), decorates('a')]))

  expect(rowsOf(cost)).toEqual({ UpdateItem: [1, 0, null] })
  expect(cost.nodes).toEqual([{ via: 'node1', calls: 1 }])
})

it('tells what each node has asked', () => {
  const cost = costToExchange(said([subscribes(ALICE), subscribes(BOB, 0, 'node2'), polls(1), polls(2)]))

  expect(cost.nodes).toEqual([
    { via: 'node1', calls: 3 },
    { via: 'node2', calls: 1 },
  ])
})

it('counts an hour at rest from five minutes after the last change, by users who were subscribed for', () => {
  const cost = costToExchange(
    said(
      [
        ...[subscribes(ALICE), subscribes(BOB), polls(MINUTE)],
        ...[polls(10 * MINUTE), polls(20 * MINUTE, BOB), polls(30 * MINUTE)],
        { operation: 'GetStreamingEvents', kind: 'message', at: 40 * MINUTE, response: '<OK/>' },
        { operation: '', outcome: '401', at: 41 * MINUTE, principal: null },
        { operation: 'POX', protocol: 'autodiscover', at: 50 * MINUTE },
      ],
      65 * MINUTE,
    ),
  )

  expect(cost.idle).toEqual({ hours: 1, userHours: 2, heartbeats: 0.5, logOnLegs: 0.5 })
  expect(rowsOf(cost)).toEqual({ GetUserOofSettings: [null, null, 1.5], POX: [null, null, 0.5] })
  expect(cost.ews.perUserHour).toBe(1.5)
})

it.each<[string, Line]>([
  ['a change by a person', creates('a', HOUR)],
  ['a change that only a notification tells of', notifies('a', HOUR)],
  ['a node that takes a mailbox over', subscribes(ALICE, HOUR, 'node2')],
])('ends the rest with %s, and begins it anew five minutes later', (_what, disturbance) => {
  const cost = costToExchange(
    said(
      [subscribes(ALICE), disturbance, polls(HOUR + MINUTE), polls(HOUR + 20 * MINUTE)],
      HOUR + 35 * MINUTE,
    ),
  )

  expect(cost.idle).toMatchObject({ hours: 1.417, userHours: 1.417 })
  expect(rowsOf(cost)['GetUserOofSettings']?.[2]).toBe(0.706)
})

it('keeps on counting the rest when the subject subscribes again for a mailbox it has', () => {
  const cost = costToExchange(said([subscribes(ALICE), subscribes(ALICE, 30 * MINUTE)], 65 * MINUTE))

  expect(rowsOf(cost)).toEqual({ Subscribe: [null, null, 1] })
})

it('says nothing of an hour at rest after less than ten minutes, and nothing of meetings without one', () => {
  const cost = costToExchange(said([subscribes(ALICE), polls(6 * MINUTE)], 14 * MINUTE))

  expect(cost).toMatchObject({
    meetings: 0,
    idle: null,
    ews: { perMeeting: null, afterwards: null, perUserHour: null },
    operations: [],
  })
})
