import { put, type Write } from '../../core/index.js'
import { credentials } from '../accounts/credential.js'
import { willNotPerform } from '../ldap/diagnostics.js'
import type { Modification } from '../ldap/request.js'
import type { LdapResult } from '../ldap/response.js'
import { result } from '../ldap/result-code.js'
import { toFileTime } from '../names/file-time.js'
import { isLinkRecord, type AttributeType } from '../schema/attribute-type.js'
import { rdnAttribute } from '../search/computed-attributes.js'
import type { TreeChange } from '../tree/tree-change.js'
import type { StoredEntry } from '../tree/tree.js'
import type { Session } from './session.js'
import { changePassword, writtenPassword } from './written-password.js'
import { readValues } from './written-values.js'

export interface EntryDraftOptions {
  readonly session: Session
  readonly entry: StoredEntry
  /** Adding what is there and deleting what is not then succeed. @source MS-ADTS 3.1.1.3.4.1.8 */
  readonly isPermissive: boolean
}

/** An entry while its modifications are tried one after the other. */
export class EntryDraft {
  readonly #options: EntryDraftOptions
  readonly #changed = new Map<AttributeType, readonly string[]>()
  readonly #writes: Write[] = []

  constructor(options: EntryDraftOptions) {
    this.#options = options
  }

  /** Does one modification; the result says why it cannot be done. */
  apply(modification: Modification): LdapResult | undefined {
    const { session, entry } = this.#options
    const { kind, attribute: wire } = modification
    if (wire.type.toLowerCase() === 'unicodepwd') return this.#setPassword(wire.values[0])
    if (wire.type.toLowerCase() === 'lockouttime') return this.#unlock(wire.values[0])

    const read = readValues(session.view.tree, wire)
    if (read.kind === 'refused') return read.result
    const { attribute, values } = read
    if (attribute.name === rdnAttribute(entry) || attribute.name === 'name') return result('notAllowedOnRDN')
    if (attribute.isSystemOnly || kind === 'increment') return willNotPerform()
    if (values.length > 0 && !this.#isAllowed(attribute)) return result('objectClassViolation')
    switch (kind) {
      case 'add':
        return this.#add(attribute, values)
      case 'delete':
        return this.#delete(attribute, values)
      case 'replace':
        return this.#replace(attribute, values)
    }
  }

  commit(): void {
    const { session, entry } = this.#options
    const change = session.directory.change()
    const values = { ...entry.record.values }
    for (const [attribute, next] of this.#changed) {
      if (isLinkRecord(attribute)) this.#relink(change, attribute, next)
      else if (next.length === 0) delete values[attribute.name]
      else values[attribute.name] = next
    }
    change.update(entry, { values })
    for (const write of this.#writes) change.write(write)
    change.commit('ldap', 'Modify')
  }

  #relink(change: TreeChange, { name: attribute }: AttributeType, next: readonly string[]): void {
    const { session, entry } = this.#options
    const from = entry.key
    const before = new Set(session.view.tree.linked(attribute, from))
    for (const to of next) if (!before.delete(to)) change.link({ attribute, from, to })
    for (const to of before) change.unlink({ attribute, from, to })
  }

  #current(attribute: AttributeType): readonly string[] {
    const { session, entry } = this.#options
    const changed = this.#changed.get(attribute)
    if (changed !== undefined) return changed
    if (isLinkRecord(attribute)) return [...session.view.tree.linked(attribute.name, entry.key)]
    return entry.record.values[attribute.name] ?? []
  }

  #isAllowed({ name }: AttributeType): boolean {
    const { session, entry } = this.#options
    return session.view.tree.schema.attributesOf(entry.record.values['objectClass'] ?? []).has(name)
  }

  #add(attribute: AttributeType, values: readonly string[]): LdapResult | undefined {
    const current = this.#current(attribute)
    const fresh = values.filter((value) => !has(attribute, current, value))
    if (fresh.length < values.length && !this.#options.isPermissive) return result('attributeOrValueExists')
    if (attribute.isSingleValued && current.length + fresh.length > 1) return result('attributeOrValueExists')
    this.#changed.set(attribute, [...current, ...fresh])
    return undefined
  }

  #delete(attribute: AttributeType, values: readonly string[]): LdapResult | undefined {
    const current = this.#current(attribute)
    const isAbsent =
      values.length === 0 ? current.length === 0 : values.some((value) => !has(attribute, current, value))
    if (isAbsent && !this.#options.isPermissive) return result('noSuchAttribute')
    const kept = values.length === 0 ? [] : current.filter((value) => !has(attribute, values, value))
    this.#changed.set(attribute, kept)
    return undefined
  }

  #replace(attribute: AttributeType, values: readonly string[]): LdapResult | undefined {
    this.#changed.set(attribute, values)
    return undefined
  }

  #setPassword(octets: Buffer | undefined): LdapResult | undefined {
    const { session, entry } = this.#options
    const hash = writtenPassword(octets, session.secure)
    if (typeof hash !== 'string') return hash.result
    this.#writes.push(changePassword(session.view.tree.world, entry.key, hash))
    const pwdLastSet = session.view.tree.schema.attribute('pwdLastSet')
    if (pwdLastSet !== undefined) this.#changed.set(pwdLastSet, [String(toFileTime(session.clock.now()))])
    return undefined
  }

  /** Writing 0 unlocks; nothing else may be written. */
  #unlock(octets: Buffer | undefined): LdapResult | undefined {
    const { session, entry } = this.#options
    if (octets?.toString('latin1') !== '0') return willNotPerform()
    const credential = session.view.tree.world.get(credentials, entry.key)
    if (credential !== undefined) {
      this.#writes.push(put(credentials, { ...credential, lockedOutAt: 0, badPasswordCount: 0 }))
    }
    return undefined
  }
}

function has(attribute: AttributeType, values: readonly string[], value: string): boolean {
  if (attribute.linkId !== null) return values.includes(value)
  const key = attribute.syntax.key(value)
  return values.some((other) => attribute.syntax.key(other) === key)
}
