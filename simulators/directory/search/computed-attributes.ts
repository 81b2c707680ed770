import { instant } from '../../core/index.js'
import { canonicalNameOf } from '../accounts/canonical-name.js'
import { credentials } from '../accounts/credential.js'
import { toFileTime } from '../names/file-time.js'
import { formatGeneralizedTime } from '../names/generalized-time.js'
import { guidToBytes } from '../names/guid.js'
import { relativeId } from '../names/sid.js'
import { AGGREGATE_ATTRIBUTES } from '../schema-context/aggregate.js'
import { descriptorOctets } from '../security/descriptor-of.js'
import { allValues, firstValue, isOfClass } from '../tree/values.js'
import type { StoredEntry, Tree } from '../tree/tree.js'
import { ACCOUNT_ATTRIBUTES } from './account-attributes.js'
import { CLASS_ATTRIBUTES } from './class-attributes.js'
import { PLACE_ATTRIBUTES } from './place-attributes.js'
import { forestTokenGroups, tokenGroups } from './token-groups.js'

type Compute = (tree: Tree, entry: StoredEntry) => readonly string[]

const guid = (id: string) => guidToBytes(id).toString('latin1')
const usn = (tree: Tree, sequence: number) => String(tree.forest.usnBase + sequence)
const time = (at: number) => formatGeneralizedTime(instant(at))

/** Attributes that follow from the record alone instead of being kept. `*` asks for them. @source ldap.md 5 */
const FROM_RECORD: Readonly<Record<string, Compute>> = {
  name: (_tree, { record }) => [record.name],
  objectGUID: (_tree, { record }) => [guid(record.id)],
  uSNCreated: (tree, { record }) => [usn(tree, record.createdSequence)],
  uSNChanged: (tree, { sequence }) => [usn(tree, sequence)],
  whenCreated: (_tree, { record }) => [time(record.createdAt)],
  whenChanged: (_tree, { record }) => [time(record.changedAt)],
}

/** Those that change when another record does. `*` asks for them, too. */
const FROM_OTHERS: Readonly<Record<string, Compute>> = {
  distinguishedName: (tree, entry) => [tree.nameOf(entry)],
  badPwdCount: (tree, entry) => whenKept(tree, entry, ({ badPasswordCount }) => String(badPasswordCount)),
  badPasswordTime: (tree, entry) => whenKept(tree, entry, ({ badPasswordAt }) => fileTime(badPasswordAt)),
  lockoutTime: (tree, entry) => whenKept(tree, entry, ({ lockedOutAt }) => fileTime(lockedOutAt)),
}

/** Attributes that are worked out when they are asked for by name. @source MS-ADTS 3.1.1.4.5; ldap.md 5 */
const CONSTRUCTED: Readonly<Record<string, Compute>> = {
  createTimeStamp: (_tree, { record }) => [time(record.createdAt)],
  modifyTimeStamp: (_tree, { record }) => [time(record.changedAt)],
  canonicalName: (tree, entry) => [canonicalNameOf(tree, entry)],
  parentGUID: (_tree, { record }) => (record.parent === null ? [] : [guid(record.parent)]),
  structuralObjectClass: (_tree, entry) => allValues(entry, 'objectClass'),
  subSchemaSubEntry: (tree) => [`CN=Aggregate,${tree.forest.schemaDn}`],
  primaryGroupToken: (_tree, entry) =>
    isOfClass(entry, 'group') ? [String(relativeId(firstValue(entry, 'objectSid') ?? '0'))] : [],
  tokenGroups,
  tokenGroupsNoGCAcceptable: tokenGroups,
  tokenGroupsGlobalAndUniversal: forestTokenGroups,
  nTSecurityDescriptor: (tree, entry) => [descriptorOctets(tree, entry).toString('latin1')],
  ...AGGREGATE_ATTRIBUTES,
  ...CLASS_ATTRIBUTES,
  ...ACCOUNT_ATTRIBUTES,
  ...PLACE_ATTRIBUTES,
}

const COMPUTED: ReadonlyMap<string, Compute> = new Map([
  ...Object.entries(FROM_RECORD),
  ...Object.entries(FROM_OTHERS),
  ...Object.entries(CONSTRUCTED),
])

/** The kept values of a computed attribute; undefined when the attribute is not one. */
export function computedValues(
  tree: Tree,
  entry: StoredEntry,
  attribute: string,
): readonly string[] | undefined {
  const compute = COMPUTED.get(attribute)
  if (compute !== undefined) return compute(tree, entry)
  return attribute === rdnAttribute(entry) ? [entry.record.name] : undefined
}

/** What is computed for an entry without being asked for by name: from its record, and from others. */
export const COMPUTED_FROM_RECORD: readonly string[] = Object.keys(FROM_RECORD)
export const COMPUTED_FROM_OTHERS: readonly string[] = Object.keys(FROM_OTHERS)

/** As the seed writes them. */
const RDN_ATTRIBUTES: Readonly<Record<string, string>> = { CN: 'cn', OU: 'ou', DC: 'dc' }

/** The attribute that names an entry: `cn`, `ou`, `dc`. */
export function rdnAttribute({ record }: StoredEntry): string {
  return RDN_ATTRIBUTES[record.rdnType] ?? record.rdnType.toLowerCase()
}

type Kept = {
  readonly badPasswordCount: number
  readonly badPasswordAt: number
  readonly lockedOutAt: number
}

function whenKept(tree: Tree, { record }: StoredEntry, read: (kept: Kept) => string): readonly string[] {
  const kept = tree.world.get(credentials, record.id)
  return kept === undefined ? [] : [read(kept)]
}

function fileTime(at: number): string {
  return at === 0 ? '0' : String(toFileTime(instant(at)))
}
