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
  newItems: z.array(z.string()).default([]),
  meetings: z.record(z.string(), record),
})

/** What the file held when we last looked. */
interface Known {
  readonly fileVersion: string | null
  readonly syncState: string | null
  readonly searchedUntil: number | null
  readonly newItems: readonly string[]
  readonly meetings: ReadonlyMap<string, MeetingRecord>
}

const NOTHING: Known = {
  fileVersion: null,
  syncState: null,
  searchedUntil: null,
  newItems: [],
  meetings: new Map(),
}

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
    const { syncState, searchedUntil, newItems, meetings } = next
    const stored = { version: 1, syncState, searchedUntil, newItems, meetings: Object.fromEntries(meetings) }
    writeJson(path, stored)
    known = { ...next, fileVersion: fileVersion(path) }
  }
  return {
    syncState: () => current().syncState,
    keepSyncState: (syncState, known) => {
      const isKnown = new Set(known)
      save({ syncState, newItems: [...current().meetings.keys()].filter((itemId) => !isKnown.has(itemId)) })
    },
    newItems: () => current().newItems,
    meeting: (itemId) => current().meetings.get(itemId) ?? null,
    searchedUntil: () => current().searchedUntil,
    keepSearchedUntil: (searchedUntil) => save({ searchedUntil }),
    itemIds: () => [...current().meetings.keys()],
    keepMeeting: (itemId, meeting) => {
      const { meetings, newItems } = current()
      const isNew = !meetings.has(itemId)
      save({
        meetings: new Map(meetings).set(itemId, meeting),
        newItems: isNew ? [...newItems, itemId] : newItems,
      })
    },
    forgetMeeting: (itemId) => {
      const meetings = new Map(current().meetings)
      const newItems = current().newItems.filter((each) => each !== itemId)
      if (meetings.delete(itemId)) save({ meetings, newItems })
    },
  }
}

function load(path: string, version: string | null): Known {
  const stored = readJson(path)
  if (stored === null) return NOTHING
  const { syncState, searchedUntil, newItems, meetings } = content.parse(stored)
  return {
    syncState,
    searchedUntil,
    newItems,
    meetings: new Map(Object.entries(meetings)),
    fileVersion: version,
  }
}
