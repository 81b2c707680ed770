import { expect, it } from 'vitest'
import { calendarItem } from '../../testing/calendar-item.js'
import { createFakeExchange } from '../../testing/fake-exchange.js'
import { BOB_ID, createFakeWorld } from '../../testing/fake-services.js'
import { welcomeLatecomers } from './welcome-latecomers.js'

const IN_A_SPACE = { type: 'Text', content: 'Link: https://ent-pa.webex.com/m/1' } as const
const GRANT = { keyUrl: 'kms://kms/keys/1', resourceUrl: 'kms://kms/resources/1' }

/** A meeting that bob can read now; how often the space is asked for when only `readers` could read it before. */
async function asksFor(
  readers: readonly string[] | null,
  different: Parameters<typeof calendarItem>[0] = {},
): Promise<number> {
  const world = createFakeWorld()
  const calendar = world.calendar(createFakeExchange())
  const item = calendarItem({ location: '@meet', body: IN_A_SPACE, ...different })
  const grant = { ...GRANT, userIds: ['alice', BOB_ID] }
  calendar.memory.keepMeeting(item.ref.id, { meetingId: 'meeting-1', versions: {}, grant })

  await welcomeLatecomers(calendar, item, readers)

  return world.spaces.length
}

it('asks for the space again when somebody is invited later [HC-122]', async () => {
  expect(await asksFor(['alice'])).toBe(1)
})

it('asks for nothing when nobody has come, nobody knew the meeting, or it has no space', async () => {
  expect(await asksFor(['alice', BOB_ID])).toBe(0)
  expect(await asksFor(null)).toBe(0)
  expect(await asksFor(['alice'], { body: { type: 'Text', content: 'Agenda' } })).toBe(0)
  expect(await asksFor(['alice'], { location: 'Room 5' })).toBe(0)
})
