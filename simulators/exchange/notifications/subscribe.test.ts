import fc from 'fast-check'
import { expect, it } from 'vitest'
import { FIXED_EPOCH, instant } from '../../core/index.js'
import { textOf } from './read-request.js'
import { parseSubscriptionId, renderSubscriptionId } from './subscription-id.js'
import { ALICE, NotificationWorld, serviceAccount, streamingRequest } from './testing/notification-world.js'

const TYPES = ['CreatedEvent']

it('gives ids that tell the server, the time and the mailbox', () => {
  const id = new NotificationWorld().subscribe(['calendar'])

  expect(parseSubscriptionId(id)).toMatchObject({
    server: 'exch1.ent-pa.example',
    createdAt: FIXED_EPOCH,
    mailboxGuid: ALICE,
  })
})

it('reads back every id it writes, and nothing that is shorter', () => {
  const origin = fc.record({
    server: fc.domain(),
    guid: fc.uuid(),
    createdAt: fc.integer({ min: 0, max: 4e12 }).map(instant),
    mailboxGuid: fc.uuid(),
  })

  fc.assert(
    fc.property(origin, (value) => {
      const id = renderSubscriptionId(value)
      expect(parseSubscriptionId(id)).toEqual(value)
      expect(parseSubscriptionId(Buffer.from(id, 'base64').subarray(1).toString('base64'))).toBeUndefined()
    }),
  )
})

it('refuses what is not the form of an id differently from an id it does not know', () => {
  const lab = new NotificationWorld()

  expect(lab.unsubscribe('FwBleGNo')).toMatchObject({ ResponseCode: 'ErrorInvalidSubscription' })
})

it('refuses folders of two mailboxes in one subscription', () => {
  const lab = new NotificationWorld()

  const answer = lab.subscribeWith(streamingRequest(['calendar', 'bob:calendar'], TYPES))

  expect(answer).toMatchObject({ '@ResponseClass': 'Error', ResponseCode: 'ErrorInvalidSubscriptionRequest' })
})

it("refuses a delegate's subscription to another mailbox", () => {
  const lab = new NotificationWorld()

  const answer = lab.subscribeWith(streamingRequest(['bob:calendar'], TYPES))

  expect(answer).toMatchObject({ ResponseCode: 'ErrorSubscriptionDelegateAccessNotSupported' })
})

it('refuses a folder that does not exist', () => {
  const lab = new NotificationWorld()

  const answer = lab.subscribeWith(streamingRequest(['nowhere'], TYPES))

  expect(answer).toMatchObject({ ResponseCode: 'ErrorFolderNotFound' })
})

it('watches every folder on request, but not together with named ones', async () => {
  const lab = new NotificationWorld()
  const all = { '@SubscribeToAllFolders': true, EventTypes: { EventType: TYPES } }
  const both = {
    ...(streamingRequest(['calendar'], TYPES)['StreamingSubscriptionRequest'] as object),
    ...all,
  }

  const answer = lab.subscribeWith({ StreamingSubscriptionRequest: all })
  const stream = lab.open([textOf(answer['SubscriptionId'])])
  lab.write(1, 'MessageDelivered', { folder: 0x103 })
  await Promise.resolve()

  expect(stream.frames).toHaveLength(2)
  expect(lab.subscribeWith({ StreamingSubscriptionRequest: both })).toMatchObject({
    ResponseCode: 'ErrorInvalidSubscriptionRequest',
  })
})

it('refuses a caller without a mailbox who names no folder', () => {
  const lab = new NotificationWorld()
  const nobody = { ...serviceAccount(), mailbox: undefined }
  const all = { '@SubscribeToAllFolders': true, EventTypes: { EventType: TYPES } }

  expect(lab.subscribeWith({ StreamingSubscriptionRequest: all }, nobody)).toMatchObject({
    ResponseCode: 'ErrorNonExistentMailbox',
  })
})
