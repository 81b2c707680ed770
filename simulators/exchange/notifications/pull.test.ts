import fc from 'fast-check'
import { expect, it } from 'vitest'
import { instant } from '../../core/index.js'
import type { EwsObject } from '../ews/tree.js'
import { objectOf, textOf } from './read-request.js'
import { NotificationWorld, streamingRequest } from './testing/notification-world.js'
import { parseWatermark, renderWatermark } from './watermark.js'

const MINUTE_MS = 60_000

function subscribePull(lab: NotificationWorld, more: EwsObject = {}) {
  const { FolderIds, EventTypes } = objectOf(
    streamingRequest(['calendar'], ['CreatedEvent', 'ModifiedEvent'])['StreamingSubscriptionRequest'],
  )
  const answer = lab.subscribeWith({
    PullSubscriptionRequest: { FolderIds, EventTypes, Timeout: 10, ...more },
  })
  return { answer, id: textOf(answer['SubscriptionId'] ?? ''), watermark: textOf(answer['Watermark'] ?? '') }
}

/** Reads on until there is no more, as a client does: each time from the last event's watermark. */
function pullAll(lab: NotificationWorld, id: string, from: string) {
  const names: string[] = []
  for (let watermark = from; ;) {
    const notification = objectOf(lab.getEvents(id, watermark)['Notification'])
    expect(notification['PreviousWatermark']).toBe(watermark)
    const events = notification.$each ?? []
    names.push(...events.map(({ name }) => name))
    watermark = textOf(objectOf(events.at(-1)?.value)['Watermark'])
    if (notification['MoreEvents'] !== true) return { names, watermark }
  }
}

it('gives a watermark with the subscription, and a StatusEvent as long as nothing happens', () => {
  const lab = new NotificationWorld()
  const { id, watermark } = subscribePull(lab)

  expect(lab.getEvents(id, watermark)).toMatchObject({
    '@ResponseClass': 'Success',
    Notification: {
      SubscriptionId: id,
      MoreEvents: false,
      $each: [{ name: 'StatusEvent', value: { Watermark: watermark } }],
    },
  })
})

it('tells all events in pages of at most 50, and the same again for the same watermark', () => {
  const lab = new NotificationWorld()
  const { id, watermark } = subscribePull(lab)
  for (let number = 1; number <= 70; number++) lab.write(number)

  const [first, again] = [pullAll(lab, id, watermark), pullAll(lab, id, watermark)]

  expect(first.names).toHaveLength(140)
  expect(again).toEqual(first)
  expect(pullAll(lab, id, first.watermark).names).toEqual(['StatusEvent'])
})

it('repeats rather than loses an event for who goes on from the middle of a change', () => {
  const lab = new NotificationWorld()
  const { id, watermark } = subscribePull(lab)
  lab.write(1)
  const [item] = objectOf(lab.getEvents(id, watermark)['Notification']).$each ?? []

  const from = pullAll(lab, id, textOf(objectOf(item?.value)['Watermark']))

  expect(from.names).toEqual(['ModifiedEvent', 'ModifiedEvent'])
})

it('begins at the watermark that a new subscription brings along', () => {
  const lab = new NotificationWorld()
  const { watermark } = subscribePull(lab)
  lab.write(1)

  const later = subscribePull(lab, { Watermark: watermark })

  expect(later.watermark).toBe(watermark)
  expect(pullAll(lab, later.id, later.watermark).names).toHaveLength(2)
})

it('refuses a watermark of another world, of the future, or of no form', () => {
  const lab = new NotificationWorld()
  const { id, watermark } = subscribePull(lab)
  const epoch = parseWatermark(watermark)?.epoch ?? ''
  const foreign = renderWatermark({ epoch: 'ffffffff-0000-4000-8000-000000000000', sequence: 1 })

  for (const bad of [foreign, renderWatermark({ epoch, sequence: 1e9 }), 'AQAAAA==', '']) {
    expect(lab.getEvents(id, bad)).toMatchObject({ ResponseCode: 'ErrorInvalidWatermark' })
    expect(subscribePull(lab, { Watermark: bad }).answer).toMatchObject({
      ResponseCode: 'ErrorInvalidWatermark',
    })
  }
})

it('says when the log does not reach back to the watermark', () => {
  const lab = new NotificationWorld({ maxLogChanges: 5 })
  const { id, watermark } = subscribePull(lab)
  for (let number = 1; number <= 10; number++) lab.write(number)

  expect(lab.getEvents(id, watermark)).toMatchObject({ ResponseCode: 'ErrorEventNotFound' })
})

it('keeps pull and streaming apart', () => {
  const lab = new NotificationWorld()
  const { id, watermark } = subscribePull(lab)

  expect(lab.getEvents(lab.subscribe(['calendar']), watermark)).toMatchObject({
    ResponseCode: 'ErrorInvalidPullSubscriptionId',
  })
  expect(lab.open([id]).frames[0]).toMatchObject({ ResponseCode: 'ErrorInvalidSubscription' })
})

it('expires after Timeout minutes without a question', async () => {
  const lab = new NotificationWorld()
  const { id, watermark } = subscribePull(lab)
  await lab.clock.advanceTo(instant(lab.clock.now() + 9 * MINUTE_MS))
  const before = lab.getEvents(id, watermark)

  await lab.clock.advanceTo(instant(lab.clock.now() + 10 * MINUTE_MS))

  expect(before).toMatchObject({ ResponseCode: 'NoError' })
  expect(lab.getEvents(id, watermark)).toMatchObject({ ResponseCode: 'ErrorSubscriptionNotFound' })
})

it('refuses to begin at a watermark whose events are no longer kept', async () => {
  const [full, old] = [new NotificationWorld({ maxLogChanges: 5 }), new NotificationWorld()]
  const watermarks = [full, old].map((lab) => subscribePull(lab).watermark)
  for (let number = 1; number <= 10; number++) full.write(number)
  old.write(1)
  await old.clock.advanceTo(instant(old.clock.now() + 30 * 24 * 60 * MINUTE_MS + 1))

  const answers = [full, old].map(
    (lab, at) => subscribePull(lab, { Watermark: watermarks[at] ?? '' }).answer['ResponseCode'],
  )

  expect(answers).toEqual(['ErrorInvalidWatermark', 'ErrorInvalidWatermark'])
})

it('reads back every watermark it writes', () => {
  const watermarks = fc.record({ epoch: fc.uuid(), sequence: fc.nat() })

  fc.assert(
    fc.property(watermarks, (watermark) => {
      expect(parseWatermark(renderWatermark(watermark))).toEqual(watermark)
    }),
  )
})
