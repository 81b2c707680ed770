import {
  openSynchronizer,
  parseSyncSettings,
  type OpenSynchronizer,
  type SyncEvent,
} from '../../connector/index.js'
import type { Lab } from '../../simulators/lab/index.js'
import {
  directorySyncSettings,
  prepareDirectorySync,
} from '../../simulators/lab/subjects/directory-sync-settings.js'

interface Settings {
  readonly directory: object
  readonly deletions?: object
}

export interface SynchronizerOptions {
  readonly id?: string
  /** What is to be otherwise than usual in a lab. */
  readonly change?: (settings: Settings) => object
  readonly statusPort?: number
}

/** A synchronizer that waits to be told, and does not follow the clock of the lab. */
export async function openSynchronizerIn(
  lab: Lab,
  { id = 'dirsync1', change = (settings) => settings, ...instance }: SynchronizerOptions = {},
): Promise<OpenSynchronizer & { readonly events: readonly SyncEvent[] }> {
  const events: SyncEvent[] = []
  const settings = change(directorySyncSettings(lab.ready, { id, ...instance }) as Settings)
  const open = await openSynchronizer(parseSyncSettings(JSON.stringify(settings)), (event) =>
    events.push(event),
  )
  return { ...open, events }
}

/** A synchronizer in this process that runs by its schedule, in lab time. */
export interface FollowingSynchronizer extends AsyncDisposable {
  readonly events: readonly SyncEvent[]
  /** What was done to people, in words: `deleted bob@ent-pa.example`. */
  readonly deeds: () => readonly string[]
}

const DEEDS: readonly SyncEvent['action'][] = ['added', 'restored', 'modified', 'deleted', 'failed']

/** It begins when the lab's clock is moved. */
export async function startSynchronizerIn(
  lab: Lab,
  { id = 'dirsync1', change = (settings) => settings, ...instance }: SynchronizerOptions = {},
): Promise<FollowingSynchronizer> {
  const events: SyncEvent[] = []
  const end = new AbortController()
  const settings = change((await prepareDirectorySync(lab, { id, ...instance })) as Settings)
  const following = openSynchronizer(parseSyncSettings(JSON.stringify(settings)), (event) =>
    events.push(event),
  ).then(async (open) => {
    await open.synchronizer.follow(end.signal)
    open.close()
  })
  following.catch(() => undefined) // seen by who stops it
  return {
    events,
    deeds: () =>
      events.filter(({ action }) => DEEDS.includes(action)).map(({ action, uid }) => `${action} ${uid}`),
    [Symbol.asyncDispose]: async () => {
      end.abort()
      await following
    },
  }
}
