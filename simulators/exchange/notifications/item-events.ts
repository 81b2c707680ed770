import { EVENTS, type EventName, type ItemReason } from '../calendar/events.js'
import { FOLDER_NUMBERS } from '../calendar/folders.js'

/** An event of the table of reasons, or the same in the search folder over the whole mailbox. */
export type ItemEventName = EventName | 'AllItemsDeletedEvent' | 'AllItemsCreatedEvent'

/** Who watches: releases and subscriptions to all folders hear differently of what is deleted. */
export type Audience = '2010' | 'folders' | 'all'

type Departure = 'soft' | 'hard' | 'bin'
type Side = 'out' | 'in'

const MOVED = ['MovedEvent', 'FolderModifiedEvent'] as const
const DELETED = ['DeletedEvent', 'FolderModifiedEvent'] as const
const DELETED_IN_ALL = ['DeletedEvent', 'AllItemsDeletedEvent', 'FolderModifiedEvent'] as const
const REPLACED_IN_ALL = ['AllItemsDeletedEvent', 'AllItemsCreatedEvent', 'FolderModifiedEvent'] as const

/**
 * What is told of an item that is deleted: in the folder that it leaves, and in that which it comes to.
 * @source "Pull notifications for EWS deletion-related mailbox events in Exchange", table 1; ews.md 6
 */
const DELETIONS: Readonly<
  Record<Departure, Readonly<Record<Audience, Readonly<Record<Side, readonly ItemEventName[]>>>>>
> = {
  soft: {
    '2010': { out: DELETED, in: [] },
    folders: { out: MOVED, in: MOVED },
    all: { out: DELETED_IN_ALL, in: [] },
  },
  hard: {
    '2010': { out: DELETED, in: [] },
    folders: { out: DELETED, in: [] },
    all: { out: DELETED_IN_ALL, in: [] },
  },
  bin: {
    '2010': { out: MOVED, in: MOVED },
    folders: { out: MOVED, in: MOVED },
    all: { out: REPLACED_IN_ALL, in: ['FolderModifiedEvent'] },
  },
}

const DESTINATIONS: ReadonlyMap<number | undefined, Departure> = new Map([
  [FOLDER_NUMBERS.deleteditems, 'bin'],
  [FOLDER_NUMBERS.recoverableitemsdeletions, 'soft'],
])

/** The events that a change of an item raises. `destination` is the folder into which it was moved, if it was. */
export function itemEventsOf(
  reason: ItemReason,
  audience: Audience,
  destination: number | undefined,
): readonly ItemEventName[] {
  if (reason === 'ItemDeleted') return DELETIONS.hard[audience].out
  const departure = DESTINATIONS.get(destination)
  if (departure === undefined) return EVENTS[reason]
  if (reason === 'ItemMovedOut') return DELETIONS[departure][audience].out
  return reason === 'ItemMovedIn' ? DELETIONS[departure][audience].in : EVENTS[reason]
}
