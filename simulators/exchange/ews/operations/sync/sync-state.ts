import { gunzipSync, gzipSync } from 'node:zlib'

/** What a state is of: none is good for anything else. @source ews.md 2.5, 4.11 */
export interface StateOf {
  readonly epoch: string
  readonly folder: string
}

/** Where a client stands with the items of a folder. @source ews.md 2.5, 4.11 */
export interface SyncState extends StateOf {
  /** Changes up to this number of the world are known to the client. */
  readonly since: number
  /** Items with a number above this were not yet there when the client last had everything. */
  readonly known: number
  /** Set between two pages. */
  readonly page?: SyncPage
}

export interface SyncPage {
  /** The number of the last item that the client has been told of. */
  readonly passed: number
  /** What `since` and `known` become after the last page. */
  readonly since: number
  readonly known: number
}

/** Where a client stands with the folders below one. @source ews.md 2.5, 4.12 */
export interface HierarchyState extends StateOf {
  /** Changes up to this number of the world are known to the client. */
  readonly since: number
  /** The numbers of the folders that the client knows. */
  readonly folders: readonly number[]
}

type Kind = 'items' | 'hierarchy'

/** States grow with the folders of a mailbox; nothing that comes out larger was written here. */
const LONGEST = 1_048_576

export function writeSyncState<State extends StateOf>(kind: Kind, state: State): string {
  return gzipSync(JSON.stringify({ kind, ...state })).toString('base64')
}

/** Undefined for a state that is none, of another world, of another folder or of another kind. */
export function readSyncState<State extends StateOf>(
  kind: Kind,
  text: string,
  expected: StateOf,
): State | undefined {
  const state = unpack<State>(text)
  const fits = state?.kind === kind && state.epoch === expected.epoch && state.folder === expected.folder
  return fits ? state : undefined
}

function unpack<State>(text: string): (State & { readonly kind: string }) | undefined {
  try {
    const json = gunzipSync(Buffer.from(text, 'base64'), { maxOutputLength: LONGEST }).toString()
    return JSON.parse(json) as State & { readonly kind: string }
  } catch {
    // not one of ours, or damaged on the way: the caller answers that the state is invalid
    return undefined
  }
}
