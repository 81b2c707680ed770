import { isNotifiable } from '../controls/notification.js'
import { willNotPerform } from '../ldap/diagnostics.js'
import type { LdapResponse } from '../ldap/response.js'
import { SUCCESS } from '../ldap/result-code.js'
import type { SearchBase } from '../search/scope.js'
import type { StoredEntry } from '../tree/tree.js'
import { changedEntries, type EntryChange } from './changed-entries.js'
import type { OperationAnswer, OperationCall } from './operation.js'
import { entryAnswers } from './search-answers.js'

type SearchCall = OperationCall<'search'>

/**
 * Tells each change of an entry in scope, as the entry then is, until the client abandons the search. An entry that
 * leaves the scope, as a deleted one does, is told once more.
 * @source MS-ADTS 3.1.1.3.4.1.9: any scope since Windows Server 2003, 53 for any other filter, no result while it lasts
 */
export function notify(call: SearchCall, base: SearchBase): OperationAnswer {
  const answer = entryAnswers(call)
  if (!isNotifiable(call.request.filter) || answer === undefined)
    return { final: { kind: 'search', result: willNotPerform() } }

  const { tree } = call.session.view
  const changes = changedEntries(tree)
  async function* later(signal: AbortSignal): AsyncIterable<LdapResponse> {
    for await (const change of changes(signal)) {
      const response = isInScope(call, base, change) ? tell(change.entry) : undefined
      if (response !== undefined) yield response
    }
  }
  function tell(entry: StoredEntry): LdapResponse | undefined {
    const response = answer?.(entry)
    return response === undefined || 'code' in response ? undefined : response
  }
  return { later, final: { kind: 'search', result: SUCCESS } }
}

function isInScope({ session, request }: SearchCall, base: SearchBase, change: EntryChange): boolean {
  if (base.kind === 'forest') return true
  const { tree } = session.view
  const top = base.entry.key
  const isSelf = change.entry.key === top
  if (request.scope === 'base') return isSelf
  const parents = [change.entry.record.parent, change.parentBefore]
  if (request.scope === 'one-level') return parents.includes(top)
  return isSelf || parents.some((id) => id === top || isBelow(id))

  function isBelow(id: string | null): boolean {
    const parent = id === null ? undefined : tree.get(id)
    return parent !== undefined && tree.isBelow(parent, top)
  }
}
