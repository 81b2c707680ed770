import { LabError, put, type Clock, type Ids } from '../../core/index.js'
import { credentials, freshCredential } from '../accounts/credential.js'
import { principalDefaults } from '../accounts/principal-defaults.js'
import { toFileTime } from '../names/file-time.js'
import { isForwardLink, isLinkRecord } from '../schema/attribute-type.js'
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
export function plant(objects: readonly SeedObject[], options: PlantOptions): Planted {
  const { tree, clock } = options
  const change = new TreeChange(options)
  const idOf = new Map(objects.map((object) => [seedDn(object), object.id ?? options.ids.uuid()]))
  const passwordSetAt = String(toFileTime(clock.now()))
  let nextRid = FIRST_RID

  for (const object of objects) {
    const id = lookUp(seedDn(object))
    change.create({
      id,
      parent: object.head === undefined ? lookUp(object.parent) : null,
      ...(object.head === undefined ? {} : { head: object.head }),
      rdnType: object.rdnType,
      name: object.name,
      values: keepValues(id, completeValues(object)),
    })
    if (object.ntHash !== undefined) change.write(put(credentials, freshCredential(id, object.ntHash)))
  }
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

  /** Names of linked attributes become ids; those of many values links of their own. */
  function keepValues(id: string, parts: readonly Values[]): Values {
    const kept: [string, readonly string[]][] = []
    for (const part of parts) {
      for (const [name, texts] of Object.entries(part)) {
        const attribute = tree.schema.attribute(name)
        if (attribute === undefined || !isForwardLink(attribute)) kept.push([name, texts])
        else if (!isLinkRecord(attribute)) kept.push([name, texts.map(lookUp)])
        else for (const dn of texts) change.link({ attribute: name, from: id, to: lookUp(dn) })
      }
    }
    return Object.fromEntries(kept)
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
