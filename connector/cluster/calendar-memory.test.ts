import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { MeetingRecord } from '../calendar/meeting-memory.js'
import { openCalendarMemory } from './calendar-memory.js'

const RECORD: MeetingRecord = {
  meetingId: 'm',
  versions: { m: 'k' },
  grant: { keyUrl: 'kms://keys/1', resourceUrl: 'kms://resources/1', userIds: ['u'] },
}

it('hands everything over to the node that comes next [HC-223 HC-224]', () => {
  const sharedDir = mkdtempSync(join(tmpdir(), 'exwex-memory-'))
  const first = openCalendarMemory(sharedDir, 'alice')
  first.keepSyncState('state-1', [])
  first.keepMeeting('item-1', RECORD)
  first.keepMeeting('item-2', RECORD)
  first.forgetMeeting('item-2')

  const next = openCalendarMemory(sharedDir, 'alice')

  expect(next.syncState()).toBe('state-1')
  expect(next.itemIds()).toEqual(['item-1'])
  expect(next.meeting('item-1')).toEqual(RECORD)
  expect(next.meeting('item-2')).toBeNull()
})

it('does not undo the work of a successor when a node that was cut off writes again [HC-224]', () => {
  const sharedDir = mkdtempSync(join(tmpdir(), 'exwex-memory-'))
  const cutOff = openCalendarMemory(sharedDir, 'alice')
  cutOff.keepSyncState('state-1', [])
  const successor = openCalendarMemory(sharedDir, 'alice')
  successor.keepMeeting('item-2', RECORD)
  successor.keepSyncState('state-2', [])

  cutOff.keepMeeting('item-1', RECORD)

  const next = openCalendarMemory(sharedDir, 'alice')
  expect(cutOff.syncState()).toBe('state-2')
  expect(next.syncState()).toBe('state-2')
  expect(next.itemIds()).toEqual(['item-2', 'item-1'])
})

it('keeps one user apart from another', () => {
  const sharedDir = mkdtempSync(join(tmpdir(), 'exwex-memory-'))
  openCalendarMemory(sharedDir, 'alice').keepSyncState('state-1', [])

  expect(openCalendarMemory(sharedDir, 'bob').syncState()).toBeNull()
})

it('knows which items are younger than the sync state [HC-056]', () => {
  const memory = openCalendarMemory(mkdtempSync(join(tmpdir(), 'exwex-memory-')), 'alice')
  memory.keepMeeting('old', RECORD)
  memory.keepMeeting('between', RECORD)
  memory.keepSyncState('state-1', ['old'])
  memory.keepMeeting('young', RECORD)
  memory.keepMeeting('old', RECORD)
  expect(memory.newItems()).toEqual(['between', 'young'])

  memory.forgetMeeting('between')
  memory.keepSyncState('state-2', ['old', 'young'])

  expect(memory.newItems()).toEqual([])
})
