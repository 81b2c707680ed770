import { LabError, put, type Clock } from '../../core/index.js'
import { credentials, freshCredential } from '../accounts/credential.js'
import { ntHashOf } from '../accounts/nt-hash.js'
import { principalDefaults } from '../accounts/principal-defaults.js'
import { ACCOUNT_CONTROL } from '../accounts/user-account-control.js'
import type { Directory } from '../create-directory.js'
import { toFileTime } from '../names/file-time.js'
import { isLinkRecord } from '../schema/attribute-type.js'
import { objectDefaults, type Values } from '../tree/object-defaults.js'
import type { TreeChange } from '../tree/tree-change.js'
import type { StoredEntry } from '../tree/tree.js'
import { integerValue } from '../tree/values.js'
import { removeEntries } from './remove-entries.js'
import { nextSecurityId } from './security-id.js'

/** Somebody who is to have an account. */
export interface NewUser {
  /** The objectGuid of the unit or container that the account is put into. */
  readonly parent: string
  /** The name below that. */
  readonly name: string
  /** Nobody logs on to an account without one; it is disabled. */
  readonly password: string | undefined
  /** In the form in which the directory keeps them: single links by the id of what they lead to. */
  readonly values: Values
}

/** What a management shell does to the entries of the directory. */
export interface Provisioning {
  /** Gives the objectGuid of the new account. */
  addUser(user: NewUser): string
  /** Sets attributes of an entry; an empty list takes one away. Links are given by the ids that they lead to. */
  set(objectGuid: string, values: Values): void
  /** Changes the last part of an entry's name. */
  rename(objectGuid: string, name: string): void
  /** Lets somebody log on with an account, or nobody. */
  enable(objectGuid: string, isEnabled: boolean): void
  remove(objectGuid: string): void
}

const CAUSE = 'management'

export function createProvisioning(directory: Directory, clock: Clock): Provisioning {
  const { tree } = directory

  return {
    addUser(user) {
      const change = directory.change()
      const { sid, write } = nextSecurityId(tree.world)
      const { id } = change.create({
        parent: user.parent,
        rdnType: 'CN',
        name: user.name,
        values: withoutEmpty({ ...accountValues(user), objectSid: [sid], ...user.values }),
      })
      change.write(write)
      if (user.password !== undefined) {
        change.write(put(credentials, freshCredential(id, ntHashOf(user.password).toString('hex'))))
      }
      change.commit(CAUSE, 'UserCreated')
      return id
    },
    set,
    rename(objectGuid, name) {
      const change = directory.change()
      change.update(mustExist(objectGuid), { name })
      change.commit(CAUSE, 'EntryRenamed')
    },
    enable(objectGuid, isEnabled) {
      const control = integerValue(mustExist(objectGuid), 'userAccountControl')
      const { disabled } = ACCOUNT_CONTROL
      const userAccountControl = [String(isEnabled ? control & ~disabled : control | disabled)]
      set(objectGuid, { userAccountControl })
    },
    remove(objectGuid) {
      const change = directory.change()
      removeEntries(tree, change, [...tree.subtree(mustExist(objectGuid))])
      change.commit(CAUSE, 'EntryRemoved')
    },
  }

  function set(objectGuid: string, values: Values): void {
    const change = directory.change()
    const entry = mustExist(objectGuid)
    change.update(entry, { values: changedValues(change, entry, values) })
    change.commit(CAUSE, 'EntrySet')
  }

  function mustExist(objectGuid: string): StoredEntry {
    const entry = tree.get(objectGuid)
    if (entry !== undefined) return entry
    throw new LabError('DIRECTORY_ENTRY_MISSING', {
      message: `The directory has no entry "${objectGuid}".`,
      hint: 'Look it up again; it may have been removed.',
    })
  }

  function accountValues({ password, values }: NewUser): Values {
    const defaults = objectDefaults(tree.schema, tree.forest, 'user')
    const { normal, disabled } = ACCOUNT_CONTROL
    const passwordSetAt = password === undefined ? '0' : String(toFileTime(clock.now()))
    return {
      ...defaults,
      ...principalDefaults(defaults['objectClass'] ?? [], [values]),
      userAccountControl: [String(password === undefined ? normal | disabled : normal)],
      pwdLastSet: [passwordSetAt],
    }
  }

  /** The values that an entry keeps; links of many values are records of their own. */
  function changedValues(change: TreeChange, entry: StoredEntry, values: Values): Values {
    const kept: Record<string, readonly string[]> = { ...entry.record.values }
    for (const [name, next] of Object.entries(values)) {
      const attribute = tree.schema.attribute(name)
      if (attribute !== undefined && isLinkRecord(attribute)) relink(change, { entry, name, next })
      else if (next.length > 0) kept[name] = next
      else Reflect.deleteProperty(kept, name)
    }
    return kept
  }

  function relink(
    change: TreeChange,
    {
      entry,
      name,
      next,
    }: { readonly entry: StoredEntry; readonly name: string; readonly next: readonly string[] },
  ): void {
    const from = entry.key
    const before = new Set(tree.linked(name, from))
    for (const to of next) if (!before.delete(to)) change.link({ attribute: name, from, to })
    for (const to of before) change.unlink({ attribute: name, from, to })
  }
}

function withoutEmpty(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value.length > 0))
}
