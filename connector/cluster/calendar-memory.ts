import { join } from 'node:path'
import { z } from 'zod'
import type { CalendarMemory, MeetingRecord } from '../calendar/meeting-memory.js'
import { readJson, writeJson } from './files.js'

const grant = z.strictObject({ keyUrl: z.string(), resourceUrl: z.string(), userIds: z.array(z.string()) })
const record = z.strictObject({
  meetingId: z.string(),
  publishedChangeKey: z.string().nullable(),
  grant: grant.nullable(),
})
const content = z.strictObject({
  version: z.literal(1),
  syncState: z.string().nullable(),
  meetings: z.record(z.string(), record),
})

/** A user's calendar memory as one file in the directory that the cluster's nodes share. */
export function openCalendarMemory(sharedDir: string, userId: string): CalendarMemory {
  const path = join(sharedDir, 'users', `${userId}.json`)
  const stored = readJson(path)
  const { syncState: state, meetings: known } =
    stored === null ? { syncState: null, meetings: {} } : content.parse(stored)
  const meetings = new Map<string, MeetingRecord>(Object.entries(known))
  let syncState = state
  const save = (): void => writeJson(path, { version: 1, syncState, meetings: Object.fromEntries(meetings) })
  return {
    syncState: () => syncState,
    keepSyncState: (fresh) => {
      syncState = fresh
      save()
    },
    meeting: (itemId) => meetings.get(itemId) ?? null,
    keepMeeting: (itemId, meeting) => {
      meetings.set(itemId, meeting)
      save()
    },
    forgetMeeting: (itemId) => {
      if (meetings.delete(itemId)) save()
    },
  }
}
