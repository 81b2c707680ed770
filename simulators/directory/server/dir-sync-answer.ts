import { changedAttributes } from '../controls/dir-sync/changed-attributes.js'
import type { ChangedObject } from '../controls/dir-sync/changed-objects.js'
import { encodeCookie, type SyncState } from '../controls/dir-sync/cookie.js'
import { encodeDirSyncResult, type DirSync } from '../controls/dir-sync/dir-sync.js'
import type { EntryResponse, LdapResponse } from '../ldap/response.js'
import { SUCCESS } from '../ldap/result-code.js'
import { LDAP_LIMITS } from '../tree/ldap-limits.js'
import type { OperationAnswer, OperationCall } from './operation.js'
import { entryDress } from './search-answers.js'

/** Where a client is, and where the world is now. */
export interface SyncStart extends SyncState {
  readonly now: number
}

interface Changes extends SyncStart {
  /** The id of the naming context's head. */
  readonly head: string
  readonly changed: readonly ChangedObject[]
}

/** @inferred: as much as a client may send, which no client of the lab finds too little */
const MOST_BYTES = LDAP_LIMITS.MaxReceiveBuffer

/**
 * Sends changed objects until the client has had as many bytes as it wants, one object at least. What is sent is known
 * when it has been sent, and only then what the cookie says.
 */
export class DirSyncAnswer implements OperationAnswer {
  readonly final = { kind: 'search', result: SUCCESS } as const
  readonly #call: OperationCall<'search'>
  readonly #asked: DirSync
  readonly #changes: Changes
  readonly #leastFrom: readonly number[]
  /** How many of the changed objects have been taken. */
  #taken = 0

  constructor(call: OperationCall<'search'>, asked: DirSync, changes: Changes) {
    this.#call = call
    this.#asked = asked
    this.#changes = changes
    this.#leastFrom = leastFrom(changes.changed)
  }

  get before(): Iterable<LdapResponse> {
    return this.#responses()
  }

  get controls() {
    const { epoch, now } = this.#changes
    const isMore = this.#taken < this.#changes.changed.length
    const state = isMore ? this.#stateBetween() : { epoch, position: now, known: now }
    return [encodeDirSyncResult({ isMore, cookie: encodeCookie(state, this.#call.session.clock.now()) })]
  }

  *#responses(): Iterable<LdapResponse> {
    const { request, session } = this.#call
    const { changed, head, known } = this.#changes
    const { attributes: list, typesOnly } = request
    const { isIncremental } = this.#asked
    const selection = { view: session.view, list, typesOnly, head, known, isIncremental }
    const dress = entryDress(this.#call)
    const most = Math.min(this.#asked.maxBytes || MOST_BYTES, MOST_BYTES)
    let bytes = 0
    for (const { entry } of changed) {
      if (bytes >= most && this.#hasProgressed()) return
      this.#taken++
      const attributes = changedAttributes(selection, entry)
      if (attributes.length === 0) continue
      const response = dress(entry, attributes)
      bytes += sizeOf(response)
      yield response
    }
  }

  /** What was pulled forward as an ancestor comes once more. */
  #stateBetween(): SyncState {
    const { epoch, known } = this.#changes
    return { epoch, position: this.#position(), known }
  }

  /** Everything up to here has been sent. */
  #position(): number {
    return (this.#leastFrom[this.#taken] ?? Infinity) - 1
  }

  /** False while only ancestors were sent: a client that wants few bytes would get them for ever. */
  #hasProgressed(): boolean {
    return this.#position() > this.#changes.position
  }
}

/** For each place in a list the least number from there on. */
function leastFrom(changed: readonly ChangedObject[]): readonly number[] {
  const least: number[] = []
  let last = Infinity
  for (let at = changed.length - 1; at >= 0; at--)
    least[at] = last = Math.min(last, changed[at]?.number ?? last)
  return least
}

function sizeOf({ dn, attributes }: EntryResponse): number {
  let size = dn.length
  for (const { name, values } of attributes) {
    size += name.length
    for (const value of values) size += value.length
  }
  return size
}
