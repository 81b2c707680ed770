import { put, type Clock, type Write } from '../../core/index.js'
import { toFileTime } from '../names/file-time.js'
import { DIRECTORY_STREAM, rememberUntilChange } from '../tree/remembered.js'
import { stampsAfter } from '../tree/stamps.js'
import type { StoredEntry, Tree } from '../tree/tree.js'
import { accountOf, type Account } from './account.js'
import type { Accounts } from './accounts.js'
import { credentials, freshCredential, withPassword } from './credential.js'
import { findByBindName, findByWindowsName } from './find-account.js'
import { isLockedOut, withFailure, withSuccess } from './lockout.js'
import type { LogonContext, LogonFailure, LogonOutcome, PasswordProof } from './logon.js'
import { ntHashOf } from './nt-hash.js'
import { passwordPolicyOf } from './password-policy.js'
import { restrictionOf } from './restrictions.js'

export function createAccounts(tree: Tree, clock: Clock): Accounts {
  const { world } = tree
  const account = (entry: StoredEntry | undefined) =>
    entry === undefined ? undefined : accountOf(tree, entry)
  const proofOf = (password: string): PasswordProof => {
    const hash = ntHashOf(password)
    return (ntHash) => hash.equals(ntHash)
  }
  const policyOf = rememberUntilChange(world, [DIRECTORY_STREAM], () => passwordPolicyOf(tree))
  const commit = (reason: string, ...writes: Write[]) => world.commit({ cause: 'accounts', reason, writes })

  function logon(
    entry: StoredEntry | undefined,
    proof: PasswordProof,
    context: LogonContext = {},
  ): LogonOutcome {
    if (entry === undefined) return { kind: 'refused', reason: 'no-such-user', account: undefined }

    const policy = policyOf('')
    const now = clock.now()
    const kept = world.get(credentials, entry.record.id) ?? freshCredential(entry.record.id, null)
    const refused = (reason: LogonFailure): LogonOutcome => ({
      kind: 'refused',
      reason,
      account: account(entry),
    })

    if (isLockedOut(kept, policy, now)) return refused('locked-out')
    if (!isProven(proof, kept.ntHash)) {
      const isOld = kept.earlier?.some((hash) => isProven(proof, hash)) === true
      if (!isOld) commit('BadPassword', put(credentials, withFailure(kept, policy, now)))
      return refused('bad-password')
    }
    const restriction = restrictionOf({ entry, now, policy, context })
    if (restriction !== undefined) return refused(restriction)
    const cleared = withSuccess(kept)
    if (cleared !== kept) commit('Logon', put(credentials, cleared))
    return { kind: 'granted', account: accountOf(tree, entry) }
  }

  return {
    find: (name) => account(findByBindName(tree, name)),
    findWindows: (name) => account(findByWindowsName(tree, name)),
    bySid: (sid) => account(tree.unique('objectSid', sid)),
    byGuid: (objectGuid) => account(tree.get(objectGuid)),
    verifyPassword: (name, password, context) =>
      logon(findByBindName(tree, name), proofOf(password), context),
    verifyWindowsPassword: (name, password, context) =>
      logon(findByWindowsName(tree, name), proofOf(password), context),
    verifyProof: (found: Account | undefined, proof, context) =>
      logon(found === undefined ? undefined : tree.get(found.objectGuid), proof, context),
    setPassword(objectGuid, password) {
      const entry = tree.get(objectGuid)
      if (entry === undefined) return
      const before = world.get(credentials, objectGuid) ?? freshCredential(objectGuid, null)
      const now = clock.now()
      const values = { ...entry.record.values, pwdLastSet: [String(toFileTime(now))] }
      const stamps = stampsAfter(entry.record, { values }, world.sequence + 1)
      commit(
        'PasswordSet',
        put(tree.entries, { ...entry.record, values, changedAt: now, stamps }),
        put(credentials, withPassword(before, ntHashOf(password).toString('hex'))),
      )
    },
  }
}

function isProven(proof: PasswordProof, ntHash: string | null): boolean {
  return ntHash !== null && proof(Buffer.from(ntHash, 'hex'))
}
