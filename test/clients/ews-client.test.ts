import { expect, it } from 'vitest'
import {
  autodiscoverPox,
  connectEws,
  convertId,
  findCalendarItems,
  getCalendarFolder,
  getStreamingEvents,
  subscribeToCalendar,
  syncCalendar,
  unsubscribe,
} from '../../clients/index.js'
import { accessOf, personOf, startLab } from '../support/lab.js'

const HOUR_MS = 3_600_000

it('finds its mailbox by Autodiscover and its calendar by name', async () => {
  await using lab = await startLab()
  const access = accessOf(lab, 'alice')

  const found = await autodiscoverPox(lab.ready.exchange.autodiscoverPox, access.mail, access)
  await using ews = connectEws(access)
  const calendar = await getCalendarFolder(ews)

  expect(found).toMatchObject({ kind: 'settings', ewsUrl: lab.ready.exchange.ews })
  expect(calendar.displayName).toBe('Calendar')
})

it('says by Autodiscover that nobody has an address', async () => {
  await using lab = await startLab()

  const answer = await autodiscoverPox(
    lab.ready.exchange.autodiscoverPox,
    'nobody@ent-pa.example',
    accessOf(lab, 'alice'),
  )

  expect(answer).toMatchObject({ kind: 'error', code: '500' })
})

it('learns of changes by synchronization: creation, update, deletion', async () => {
  await using lab = await startLab()
  await using alice = personOf(lab, 'alice')
  await using ews = connectEws(accessOf(lab, 'alice'))
  const start = lab.clock.now() + 24 * HOUR_MS
  const kinds = ({ changes }: Awaited<ReturnType<typeof syncCalendar>>) => changes.map(({ kind }) => kind)

  const before = await syncCalendar(ews)
  const meeting = await alice.schedules({ subject: 'Sync', start, end: start + HOUR_MS })
  const created = await syncCalendar(ews, before.syncState)
  await alice.changes(meeting, { location: 'Room 5' })
  const updated = await syncCalendar(ews, created.syncState)
  await alice.cancels(meeting)
  const deleted = await syncCalendar(ews, updated.syncState)
  const replayed = await syncCalendar(ews, created.syncState)

  expect([before, created, updated, deleted].map(kinds)).toEqual([[], ['Create'], ['Update'], ['Delete']])
  expect(kinds(replayed)).toEqual(['Delete'])
})

it('hears of a change on the stream, of what happened before it connected as well', async () => {
  await using lab = await startLab()
  await using alice = personOf(lab, 'alice')
  await using ews = connectEws(accessOf(lab, 'alice'))
  const start = lab.clock.now() + 24 * HOUR_MS
  const end = new AbortController()
  const subscription = await subscribeToCalendar(ews)
  const meeting = await alice.schedules({ subject: 'Before', start, end: start + HOUR_MS })

  const heard: string[] = []
  for await (const events of getStreamingEvents(ews, [subscription], {
    timeoutMinutes: 30,
    signal: end.signal,
  })) {
    heard.push(...events.filter(({ itemId }) => itemId === meeting.itemId).map(({ kind }) => kind))
    if (heard.includes('ModifiedEvent')) break
    if (heard.includes('CreatedEvent')) await alice.changes(meeting, { location: 'Room 5' })
  }
  end.abort()
  await unsubscribe(ews, subscription)

  expect(heard).toContain('CreatedEvent')
  expect(heard).toContain('ModifiedEvent')
  await expect(unsubscribe(ews, subscription)).rejects.toMatchObject({ code: 'ErrorSubscriptionNotFound' })
})

it('converts ids there and back', async () => {
  await using lab = await startLab()
  await using alice = personOf(lab, 'alice')
  const access = accessOf(lab, 'alice')
  await using ews = connectEws(access)
  const start = lab.clock.now() + 24 * HOUR_MS
  const { itemId } = await alice.schedules({ subject: 'Ids', start, end: start + HOUR_MS })
  const mailbox = access.mail

  const entryId = await convertId(ews, { id: itemId, mailbox, from: 'EwsId', to: 'HexEntryId' })
  const back = await convertId(ews, { id: entryId, mailbox, from: 'HexEntryId', to: 'EwsId' })

  expect(entryId).toMatch(/^0{8}[0-9A-F]{132}$/)
  expect(back).toBe(itemId)
})

it('is refused with a wrong password, and told when there is nothing', async () => {
  await using lab = await startLab()
  const access = accessOf(lab, 'alice')
  await using stranger = connectEws({ ...access, credentials: { ...access.credentials, password: 'wrong' } })
  await using ews = connectEws(access)

  const window = { from: lab.clock.now(), to: lab.clock.now() + HOUR_MS }

  await expect(getCalendarFolder(stranger)).rejects.toMatchObject({ code: 'CLIENT_HTTP_401' })
  expect(await findCalendarItems(ews, window)).toEqual([])
})
