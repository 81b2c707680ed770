import { gunzipSync, gzipSync } from 'node:zlib'

/** Where a client stands with a folder. @source ews.md 2.5, 4.11 */
export interface SyncState {
  readonly epoch: string
  readonly folder: string
  /** Changes up to this number of the world are known to the client. */
  readonly since: number
  /** Items with a number above this were not yet there when the client last had everything. */
  readonly known: number
  /** Set between two pages: what is still to come lies below this item number. */
  readonly page?: SyncPage
}

export interface SyncPage {
  readonly below: number
  /** What `since` and `known` become after the last page. */
  readonly since: number
  readonly known: number
}

const KIND = 'items'
const LONGEST = 4096

export function writeSyncState(state: SyncState): string {
  return gzipSync(JSON.stringify({ kind: KIND, ...state })).toString('base64')
}

/** Undefined for a state that is none, of another world, or of another folder. */
export function readSyncState(
  text: string,
  expected: { epoch: string; folder: string },
): SyncState | undefined {
  const state = unpack(text)
  const fits = state?.kind === KIND && state.epoch === expected.epoch && state.folder === expected.folder
  return fits ? state : undefined
}

function unpack(text: string): (SyncState & { readonly kind: string }) | undefined {
  try {
    const json = gunzipSync(Buffer.from(text, 'base64'), { maxOutputLength: LONGEST }).toString()
    return JSON.parse(json) as SyncState & { readonly kind: string }
  } catch {
    // not one of ours, or damaged on the way: the caller answers that the state is invalid
    return undefined
  }
}
