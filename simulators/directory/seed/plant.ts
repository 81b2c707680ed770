import { LabError, put, type Clock, type Ids } from '../../core/index.js'
import { credentials, freshCredential } from '../accounts/credential.js'
import { principalDefaults } from '../accounts/principal-defaults.js'
import { toFileTime } from '../names/file-time.js'
import { isForwardLink } from '../schema/attribute-type.js'
import { objectDefaults, type Values } from '../tree/object-defaults.js'
import { TreeChange } from '../tree/tree-change.js'
import type { Tree } from '../tree/tree.js'
import { seedDn, type SeedObject } from './seed-object.js'

/** RIDs that the first principals of a domain begin with. @source ad-golden: RID Set of a fresh controller */
const FIRST_RID = 1103

export interface PlantOptions {
  readonly tree: Tree
  readonly clock: Clock
  readonly ids: Ids
  readonly domainSid: string
}

/** What was planted: the id of each object by its DN, and the RID that the next principal gets. */
export interface Planted {
  readonly idOf: ReadonlyMap<string, string>
  readonly nextRid: number
}

/** Puts objects into an empty tree in one commit; parents come before what is below them. */
export function plant(objects: Iterable<SeedObject>, options: PlantOptions): Planted {
  const { tree, clock } = options
  const change = new TreeChange(options)
  const idOf = new Map<string, string>()
  const pending: { readonly from: string; readonly attribute: string; readonly dn: string }[] = []
  const passwordSetAt = String(toFileTime(clock.now()))
  let nextRid = FIRST_RID

  for (const object of objects) {
    const { plain, linked } = splitLinks(tree, completeValues(object))
    const id = change.create({
      parent: object.head === undefined ? lookUp(object.parent) : null,
      ...(object.head === undefined ? {} : { head: object.head }),
      rdnType: object.rdnType,
      name: object.name,
      values: plain,
    }).id
    idOf.set(seedDn(object), id)
    for (const { attribute, dn } of linked) pending.push({ from: id, attribute, dn })
    if (object.ntHash !== undefined) change.write(put(credentials, freshCredential(id, object.ntHash)))
  }
  for (const { from, attribute, dn } of pending) change.link({ attribute, from, to: lookUp(dn) })
  change.commit('seed', 'Seed')
  return { idOf, nextRid }

  function completeValues(object: SeedObject): readonly Values[] {
    const defaults = objectDefaults(tree.schema, tree.forest, object.objectClass)
    const classes = defaults['objectClass'] ?? []
    const isPrincipal = classes.includes('user') || classes.includes('group')
    return [
      defaults,
      principalDefaults(classes, object.values),
      isPrincipal ? { objectSid: [object.sid ?? `${options.domainSid}-${object.rid ?? nextRid++}`] } : {},
      object.ntHash === undefined ? {} : { pwdLastSet: [passwordSetAt] },
      ...object.values,
    ]
  }

  function lookUp(dn: string): string {
    const id = idOf.get(dn)
    if (id !== undefined) return id
    throw new LabError('SEED_REFERENCE', {
      message: `The seed names "${dn}", which is not part of it.`,
      hint: 'Plant parents and everything that is named in values.',
    })
  }
}

function splitLinks(tree: Tree, parts: readonly Values[]) {
  const plain: [string, readonly string[]][] = []
  const linked: { readonly attribute: string; readonly dn: string }[] = []
  for (const part of parts) {
    for (const [name, texts] of Object.entries(part)) {
      const attribute = tree.schema.attribute(name)
      if (attribute !== undefined && isForwardLink(attribute)) {
        for (const dn of texts) linked.push({ attribute: attribute.name, dn })
      } else plain.push([name, texts])
    }
  }
  return { plain: Object.fromEntries(plain), linked }
}
