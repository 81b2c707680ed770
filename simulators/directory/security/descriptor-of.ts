import { ridPools } from '../accounts/rid-pool.js'
import { guidFromBytes } from '../names/guid.js'
import { fold } from '../names/fold.js'
import { DIRECTORY_STREAM, rememberUntilChange } from '../tree/remembered.js'
import type { StoredEntry, Tree } from '../tree/tree.js'
import { allValues, firstValue } from '../tree/values.js'
import { decodeDescriptor, encodeDescriptor } from './binary-descriptor.js'
import { inheritList, type Heir } from './inherit.js'
import { parseSddl } from './parse-sddl.js'
import type { SecurityDescriptor } from './security-descriptor.js'

/** The attribute; who asks for it by name gets it. */
export const DESCRIPTOR = 'nTSecurityDescriptor'

/**
 * The security descriptor of an entry: the one that was written, with what it takes over from above, or that of a new
 * object of its class. Owner and group are the domain's administrators, who make everything here.
 * @source MS-ADTS 6.1.3, 6.1.3.4 (defaultSecurityDescriptor); @inferred the owner of what others than administrators make
 */
export function descriptorOf(tree: Tree, entry: StoredEntry): SecurityDescriptor {
  const domainSid = tree.world.get(ridPools, 'domain')?.domainSid ?? ''
  const kept = writtenDescriptor(entry)
  const owner = kept?.owner ?? `${domainSid}-512`
  const group = kept?.group ?? `${domainSid}-512`
  const schemaObject = schemaObjectOf(tree, entry)
  const heir: Heir = { owner, group, classGuid: guidOf(schemaObject) }
  const own = kept ?? defaultOf(schemaObject, domainSid)
  const above = entry.record.parent === null ? undefined : descriptorAbove(tree)(entry.record.parent)
  return {
    owner,
    group,
    dacl: inheritList(own?.dacl, above?.dacl, heir),
    sacl: inheritList(own?.sacl, above?.sacl, heir),
  }
}

type DescriptorById = (id: string) => SecurityDescriptor | undefined

const aboves = new WeakMap<Tree, DescriptorById>()

/** Those of containers are worked out once for all that is in them. */
function descriptorAbove(tree: Tree): DescriptorById {
  const known = aboves.get(tree)
  if (known !== undefined) return known
  const remembering = rememberUntilChange(tree.world, [DIRECTORY_STREAM], (id) => {
    const entry = tree.get(id)
    return entry === undefined ? undefined : descriptorOf(tree, entry)
  })
  aboves.set(tree, remembering)
  return remembering
}

/** As it travels. */
export function descriptorOctets(tree: Tree, entry: StoredEntry): Buffer {
  return encodeDescriptor(descriptorOf(tree, entry))
}

function writtenDescriptor(entry: StoredEntry): SecurityDescriptor | undefined {
  const kept = firstValue(entry, DESCRIPTOR)
  return kept === undefined ? undefined : decodeDescriptor(Buffer.from(kept, 'latin1'))
}

/** The object that describes the entry's most specific class. */
function schemaObjectOf(tree: Tree, entry: StoredEntry): StoredEntry | undefined {
  const name = allValues(entry, 'objectClass').at(-1) ?? 'top'
  for (const found of tree.byValue('lDAPDisplayName', fold(name))) return found
  return undefined
}

function guidOf(schemaObject: StoredEntry | undefined): string | undefined {
  const octets = schemaObject === undefined ? undefined : firstValue(schemaObject, 'schemaIDGUID')
  return octets === undefined ? undefined : guidFromBytes(Buffer.from(octets, 'latin1'))
}

/** The published default of domains names a domain of its own where it means the read-only controllers of each. */
const READ_ONLY_CONTROLLERS = /S-1-5-21-\d+-\d+-\d+-498\b/g

const defaults = new WeakMap<StoredEntry['record'], SecurityDescriptor>()

function defaultOf(schemaObject: StoredEntry | undefined, domainSid: string): SecurityDescriptor | undefined {
  const text = schemaObject === undefined ? undefined : firstValue(schemaObject, 'defaultSecurityDescriptor')
  if (schemaObject === undefined || text === undefined) return undefined
  const known = defaults.get(schemaObject.record)
  if (known !== undefined) return known
  const read = parseSddl(text.replace(READ_ONLY_CONTROLLERS, 'RO'), domainSid)
  if (read !== undefined) defaults.set(schemaObject.record, read)
  return read
}
