import { join } from 'node:path'
import { z } from 'zod'
import type { CalendarMemory, MeetingRecord } from '../calendar/meeting-memory.js'
import { fileVersion, readJson, writeJson } from './files.js'

const grant = z.strictObject({ keyUrl: z.string(), resourceUrl: z.string(), userIds: z.array(z.string()) })
const record = z.strictObject({
  meetingId: z.string(),
  versions: z.record(z.string(), z.string().nullable()),
  grant: grant.nullable(),
  invited: z.string().optional(),
})
const content = z.strictObject({
  version: z.literal(1),
  syncState: z.string().nullable(),
  searchedUntil: z.number().nullable().default(null),
  meetings: z.record(z.string(), record),
})

/** What the file held when we last looked. */
interface Known {
  readonly fileVersion: string | null
  readonly syncState: string | null
  readonly searchedUntil: number | null
  readonly meetings: ReadonlyMap<string, MeetingRecord>
}

const NOTHING: Known = { fileVersion: null, syncState: null, searchedUntil: null, meetings: new Map() }

/**
 * A user's calendar memory as one file in the directory that the cluster's nodes share. Every look and every change
 * starts from what the file holds now: a node that was cut off for a while may have a successor, whose work counts.
 */
export function openCalendarMemory(sharedDir: string, userId: string): CalendarMemory {
  const path = join(sharedDir, 'users', `${userId}.json`)
  let known = NOTHING
  const current = (): Known => {
    const version = fileVersion(path)
    if (version !== known.fileVersion) known = load(path, version)
    return known
  }
  const save = (change: Partial<Known>): void => {
    const next = { ...current(), ...change }
    const { syncState, searchedUntil, meetings } = next
    writeJson(path, { version: 1, syncState, searchedUntil, meetings: Object.fromEntries(meetings) })
    known = { ...next, fileVersion: fileVersion(path) }
  }
  return {
    syncState: () => current().syncState,
    keepSyncState: (syncState) => save({ syncState }),
    meeting: (itemId) => current().meetings.get(itemId) ?? null,
    searchedUntil: () => current().searchedUntil,
    keepSearchedUntil: (searchedUntil) => save({ searchedUntil }),
    itemIds: () => [...current().meetings.keys()],
    keepMeeting: (itemId, meeting) => save({ meetings: new Map(current().meetings).set(itemId, meeting) }),
    forgetMeeting: (itemId) => {
      const meetings = new Map(current().meetings)
      if (meetings.delete(itemId)) save({ meetings })
    },
  }
}

function load(path: string, version: string | null): Known {
  const stored = readJson(path)
  if (stored === null) return NOTHING
  const { syncState, searchedUntil, meetings } = content.parse(stored)
  return { syncState, searchedUntil, meetings: new Map(Object.entries(meetings)), fileVersion: version }
}
