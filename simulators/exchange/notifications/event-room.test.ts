import { expect, it } from 'vitest'
import { createEncoder } from '../ews/codec/encoder.js'
import { createEwsSchema } from '../ews/codec/schema.js'
import { OPERATIONS } from '../ews/generated/operations.js'
import { createEnvelopeWriter } from '../ews/soap/envelope-writer.js'
import type { EwsElement } from '../ews/tree.js'
import { PRODUCT_VERSIONS } from '../versions/index.js'
import { roomInAnswer, roomInEnvelope, type EventRoom } from './event-room.js'
import { notificationFrame, type Notification } from './streaming-messages.js'

const SUBSCRIPTION = 'S'.repeat(92)
const PLACE = { '@Id': 'A'.repeat(152), '@ChangeKey': 'AQAAAA==' }
const MODIFIED = { TimeStamp: '2026-03-02T08:00:00Z', ItemId: PLACE, ParentFolderId: PLACE }
const EVENTS: Readonly<Record<string, EwsElement>> = {
  modified: { name: 'ModifiedEvent', value: MODIFIED },
  moved: { name: 'MovedEvent', value: { ...MODIFIED, OldItemId: PLACE, OldParentFolderId: PLACE } },
  inFolder: {
    name: 'ModifiedEvent',
    value: { TimeStamp: '2026-03-02T08:00:00Z', FolderId: PLACE, ParentFolderId: PLACE, UnreadCount: 12 },
  },
}

const writer = createEnvelopeWriter(createEncoder(createEwsSchema()), PRODUCT_VERSIONS.online)
const streaming = OPERATIONS.find(({ request }) => request === 'GetStreamingEvents')

function bytesOf(notifications: readonly Notification[]): number {
  if (streaming === undefined) throw new TypeError('the product does not stream')
  return Buffer.byteLength(writer.writeStreaming(streaming, notificationFrame(notifications)))
}

/** How many events there is room for, each of a change of its own. */
function fill(room: EventRoom, event: EwsElement): number {
  let count = 0
  while (room.take([event])) count++
  return count
}

it.each(Object.entries(EVENTS))(
  'keeps an envelope of %s events under 12 KB, and fills it',
  (_what, event) => {
    const room = roomInEnvelope()
    room.begin(SUBSCRIPTION)
    const count = fill(room, event)

    const written = bytesOf([{ subscriptionId: SUBSCRIPTION, events: Array<EwsElement>(count).fill(event) }])

    expect(written).toBeLessThan(12 * 1024)
    expect(written).toBeGreaterThan(10 * 1024)
  },
)

it('keeps an envelope of many subscriptions under 12 KB', () => {
  const room = roomInEnvelope()
  const notifications: Notification[] = []
  const event = EVENTS['modified'] as EwsElement
  for (;;) {
    room.begin(SUBSCRIPTION)
    if (!room.take([event])) break
    notifications.push({ subscriptionId: SUBSCRIPTION, events: [event] })
  }

  expect(bytesOf(notifications)).toBeLessThan(12 * 1024)
  expect(notifications.length).toBeGreaterThan(10)
})

it('has room for the events of one change, however many they are', () => {
  const change = Array<EwsElement>(60).fill(EVENTS['moved'] as EwsElement)

  expect([roomInEnvelope().take(change), roomInAnswer().take(change)]).toEqual([true, true])
})

it('gives an answer to GetEvents its 50 events, whatever they are', () => {
  expect(fill(roomInAnswer(), EVENTS['moved'] as EwsElement)).toBe(50)
})
