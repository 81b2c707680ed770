import { isCritical, readControl } from '../controls/control-codec.js'
import { ancestorsFirst, changedObjects, type ChangedObject } from '../controls/dir-sync/changed-objects.js'
import { decodeCookie, FROM_THE_BEGINNING } from '../controls/dir-sync/cookie.js'
import { DIR_SYNC, type DirSync } from '../controls/dir-sync/dir-sync.js'
import { PAGED_RESULTS } from '../controls/paged-results.js'
import { accessDenied, badName, controlRefused, willNotPerform } from '../ldap/diagnostics.js'
import type { LdapResult } from '../ldap/response.js'
import { result } from '../ldap/result-code.js'
import { compileFilter } from '../search/compile-filter.js'
import { resolveName } from '../search/resolve-name.js'
import { mayExercise } from '../security/access.js'
import type { StoredEntry } from '../tree/tree.js'
import { DirSyncAnswer, type SyncStart } from './dir-sync-answer.js'
import type { OperationAnswer, OperationCall } from './operation.js'
import type { Session } from './session.js'
import { mayWriteAnywhere } from './write-access.js'

type SearchCall = OperationCall<'search'>

/**
 * Answers what changed in a naming context since a cookie; any scope means all of it. The control has to be critical.
 * @source MS-ADTS 3.1.1.3.4.1.3; ldap.md 6 "DirSync"; @observed ad-golden's domain controller for the refusals
 */
export function dirSync(call: SearchCall, asked: DirSync): OperationAnswer {
  const head = headOf(call, asked)
  if ('code' in head) return refused(head)
  const start = startOf(call, asked)
  if (start === undefined) return refused(controlRefused())

  const { view } = call.session
  const matches = compileFilter(view, call.request.filter)
  const changed = changedObjects(view.tree, head, start.position).filter(
    ({ entry }) => matches(entry) === true,
  )
  return new DirSyncAnswer(call, asked, { ...start, head: head.key, changed: ordered(call, asked, changed) })
}

function refused(because: LdapResult): OperationAnswer {
  return { final: { kind: 'search', result: because } }
}

/** The head of the naming context, or why the client may not ask. */
function headOf({ session, request, controls }: SearchCall, asked: DirSync): StoredEntry | LdapResult {
  const isPaged = readControl(controls, PAGED_RESULTS) !== undefined
  if (!isCritical(controls, DIR_SYNC) || isPaged) return result('operationsError')
  const { tree } = session.view
  const base = resolveName(tree, request.base)
  if (base.kind === 'malformed') return badName(request.base)
  const isHead = base.kind === 'entry' && base.entry.record.head !== null
  if (!isHead) return asked.isObjectSecurity ? willNotPerform() : accessDenied()
  return asked.isObjectSecurity || mayReplicate(session, base.entry) ? base.entry : accessDenied()
}

/** DS-Replication-Get-Changes. @source MS-ADTS 5.1.3.2.1 */
const GET_CHANGES = '1131f6aa-9c07-11d1-f79f-00c04fc2dcd2'

function mayReplicate(session: Session, head: StoredEntry): boolean {
  const { account, view } = session
  const own = account === undefined ? undefined : view.tree.get(account.objectGuid)
  if (own === undefined) return false
  return mayWriteAnywhere(session) || mayExercise(view.tree, { account: own, entry: head }, GET_CHANGES)
}

function startOf({ session }: SearchCall, { cookie }: DirSync): SyncStart | undefined {
  const { epoch, sequence } = session.view.tree.world
  const state = cookie.length === 0 ? { ...FROM_THE_BEGINNING, epoch } : decodeCookie(cookie)
  return state?.epoch === epoch ? { ...state, now: sequence } : undefined
}

function ordered({ session }: SearchCall, asked: DirSync, changed: readonly ChangedObject[]) {
  return asked.isAncestorsFirst ? ancestorsFirst(session.view.tree, changed) : changed
}
