import { put } from '../../core/index.js'
import { credentials } from '../accounts/credential.js'
import { attributeConversion, requestNotDecoded, willNotPerform } from '../ldap/diagnostics.js'
import type { Modification } from '../ldap/request.js'
import { rdnAttribute } from '../search/computed-attributes.js'
import type { AttributeType } from '../schema/attribute-type.js'
import type { StoredEntry } from '../tree/tree.js'
import type { Draft, Verdict } from './draft.js'
import { entryClasses } from './object-classes.js'
import { writeRefused } from './write-errors.js'
import { readValues, writtenAttribute } from './written-values.js'

/** Attributes that the accounts database alone writes. @source MS-ADTS 3.1.1.5.3.2 (ERROR_DS_ATTRIBUTE_OWNED_BY_SAM) */
const OWNED_BY_SYSTEM: ReadonlySet<string> = new Set(
  `badPasswordTime badPwdCount dBCSPwd isCriticalSystemObject lastLogoff lastLogon lastLogonTimestamp lmPwdHistory
  logonCount ntPwdHistory objectSid sAMAccountType supplementalCredentials`.split(/\s+/),
)

interface ModifiedEntry {
  readonly entry: StoredEntry
  /** Adding what is there and deleting what is not then succeed. @source MS-ADTS 3.1.1.3.4.1.8 */
  readonly isPermissive: boolean
}

/** Does one modification in the draft; the result says why it cannot be done. */
export function applyModification(
  draft: Draft,
  { kind, attribute: wire }: Modification,
  { entry, isPermissive }: ModifiedEntry,
): Verdict {
  if (kind === 'increment') return requestNotDecoded()
  const named = writtenAttribute(draft.tree, wire.type)
  if (named === undefined) return attributeConversion('noSuchAttribute')
  if (named.name === rdnAttribute(entry) || named.name === 'name') return writeRefused('onRdn')
  if (OWNED_BY_SYSTEM.has(named.name)) return writeRefused('ownedBySystem')
  if (kind === 'add' && wire.values.length === 0) return willNotPerform()
  if (named.name === 'lockoutTime') return unlock(draft, wire.values[0])

  const read = readValues(draft.tree, wire)
  if (read.kind === 'refused') return read.result
  const { attribute, values } = read
  if (attribute.isSystemOnly && attribute.name !== 'objectClass') return writeRefused('systemOnly')
  const next = nextValues({ kind, current: draft.current(attribute), isPermissive }, attribute, values)
  if ('code' in next) return next
  if (attribute.name === 'objectClass') return setClasses(draft, attribute, next.values)
  if (values.length > 0 && !isAllowed(draft, attribute)) return writeRefused('notInClass')
  draft.set(attribute, next.values)
  return undefined
}

interface Change {
  readonly kind: 'add' | 'delete' | 'replace'
  readonly current: readonly string[]
  readonly isPermissive: boolean
}

function nextValues(
  { kind, current, isPermissive }: Change,
  attribute: AttributeType,
  values: readonly string[],
): { readonly values: readonly string[] } | NonNullable<Verdict> {
  switch (kind) {
    case 'replace':
      if (hasTwice(attribute, values)) return valueExists(attribute)
      if (attribute.isSingleValued && values.length > 1) return writeRefused('secondValue')
      return { values }
    case 'add': {
      const fresh = values.filter((value) => !has(attribute, current, value))
      const isKnown = fresh.length < values.length
      if ((isKnown && !isPermissive) || hasTwice(attribute, fresh)) return valueExists(attribute)
      if (attribute.isSingleValued && current.length + fresh.length > 1) return writeRefused('secondValue')
      return { values: [...current, ...fresh] }
    }
    case 'delete': {
      const isAbsent =
        values.length === 0 ? current.length === 0 : values.some((value) => !has(attribute, current, value))
      if (isAbsent && !isPermissive) return valueAbsent(attribute, values)
      return { values: values.length === 0 ? [] : current.filter((value) => !has(attribute, values, value)) }
    }
  }
}

/** Members of groups have errors of their own. @observed a domain controller; Windows error 1378 */
function valueExists({ name }: AttributeType): NonNullable<Verdict> {
  return writeRefused(name === 'member' ? 'memberExists' : 'attributeExists')
}

function valueAbsent({ name }: AttributeType, values: readonly string[]): NonNullable<Verdict> {
  return writeRefused(name === 'member' && values.length > 0 ? 'notAMember' : 'noSuchValue')
}

function has(attribute: AttributeType, values: readonly string[], value: string): boolean {
  if (attribute.linkId !== null) return values.includes(value)
  const key = attribute.syntax.key(value)
  return values.some((other) => attribute.syntax.key(other) === key)
}

export function hasTwice(attribute: AttributeType, values: readonly string[]): boolean {
  if (values.length < 2) return false
  const keyOf = attribute.linkId === null ? attribute.syntax.key : (id: string) => id
  return new Set(values.map((value) => keyOf(value))).size < values.length
}

function isAllowed({ tree, classes }: Draft, { name }: AttributeType): boolean {
  return tree.schema.attributesOf(classes).has(name)
}

/** Auxiliary classes come and go; the structural class stays. @source MS-ADTS 3.1.1.5.3.5 */
function setClasses(draft: Draft, attribute: AttributeType, next: readonly string[]): Verdict {
  const { schema } = draft.tree
  const read = entryClasses(schema, next)
  if (read.kind === 'refused') return next.length === 0 ? writeRefused('classConflict') : read.result
  const before = entryClasses(schema, draft.classes)
  const isOther = before.kind === 'classes' && before.structural.name !== read.structural.name
  if (isOther || schema.chain(read.structural.name).some(({ name }) => !isGiven(next, name)))
    return writeRefused('classConflict')
  draft.set(attribute, read.names)
  const allowed = schema.attributesOf(read.names)
  return draft.names.every((name) => allowed.has(name)) ? undefined : writeRefused('notInClass')
}

function isGiven(names: readonly string[], name: string): boolean {
  return names.some((one) => one.toLowerCase() === name.toLowerCase())
}

/** Writing 0 unlocks; nothing else may be written. */
function unlock({ tree, before, writes }: Draft, octets: Buffer | undefined): Verdict {
  if (octets?.toString('latin1') !== '0') return willNotPerform()
  const credential = tree.world.get(credentials, before?.key ?? '')
  if (credential !== undefined)
    writes.push(put(credentials, { ...credential, lockedOutAt: 0, badPasswordCount: 0 }))
  return undefined
}
