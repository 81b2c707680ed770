import type { Clock, Ids } from '../../core/index.js'
import { fold } from '../names/fold.js'
import { parseDn } from '../names/parse-dn.js'
import { schemaRows, type SchemaState } from '../schema/create-schema.js'
import { readAttributeDetails, readClassDetails } from '../schema/details.js'
import { placeKey, type Entry, type EntryIndex } from '../tree/entry.js'
import { objectDefaults } from '../tree/object-defaults.js'
import { TreeChange } from '../tree/tree-change.js'
import type { Tree } from '../tree/tree.js'
import { schemaObjects } from './schema-objects.js'

interface PlantSchemaOptions {
  readonly tree: Tree
  readonly clock: Clock
  /** Gives the objects their objectGUIDs; used for nothing else. */
  readonly ids: Ids
  readonly state: SchemaState
}

/**
 * Puts the objects of the schema below the head of their naming context, when somebody first looks there: making and
 * indexing 1,775 entries takes twice as long as all the rest of a small directory (120 ms and 280 ms, measured on a
 * loaded machine), and most labs never read them. Their ids, numbers and times are those of the seed whenever that is.
 */
export function plantSchema(options: PlantSchemaOptions): void {
  const { tree, clock, ids, state } = options
  const head = tree.find(parseDn(tree.forest.schemaDn) ?? [])
  if (head === undefined) return
  plantAggregate(options, head.key)

  const rows = schemaRows(state)
  const now = clock.now()
  tree.world.seedOnDemand(tree.entries, {
    count: rows.attributes.length + rows.classes.length,
    mayHave: whereSchemaIs(head.key),
    make: (first): readonly Entry[] =>
      Array.from(schemaObjects(rows, tree.forest.schemaDn), ({ cn, values }, at) => ({
        id: ids.uuid(),
        parent: head.key,
        head: null,
        rdnType: 'CN',
        name: cn,
        createdSequence: first + at,
        createdAt: now,
        changedAt: now,
        values,
      })),
  })
}

/** The subschema subentry, which clients read without the rest. @observed a domain controller's CN=Aggregate */
function plantAggregate(options: PlantSchemaOptions, parent: string): void {
  const { schema, forest } = options.tree
  const change = new TreeChange(options)
  const values = {
    ...objectDefaults(schema, forest, 'subSchema'),
    showInAdvancedViewOnly: ['FALSE'],
    systemFlags: ['134217728'],
  }
  change.create({ parent, rdnType: 'CN', name: 'Aggregate', values })
  change.commit('seed', 'Seed')
}

type Where = (index: EntryIndex, value: string) => boolean

/** Which look-ups could find an object of the schema; all of an index that is not known here. */
function whereSchemaIs(headId: string): Where {
  const aggregate = placeKey(headId, 'cn=aggregate')
  let names: ReadonlySet<string> | undefined
  return (index, value) => {
    switch (index) {
      case 'parent':
        return value === headId
      case 'place':
        return value.startsWith(placeKey(headId, '')) && value !== aggregate
      case 'value': {
        const [attribute, key] = [value.slice(0, value.indexOf('=')), value.slice(value.indexOf('=') + 1)]
        if (attribute === 'name') return (names ??= foldedNames()).has(key)
        if (attribute === 'objectClass') return OBJECT_CLASSES.has(key)
        if (attribute === 'objectCategory') return OBJECT_CATEGORY.test(key)
        return SCHEMA_ATTRIBUTES.has(attribute)
      }
      default:
        return true
    }
  }
}

function foldedNames(): ReadonlySet<string> {
  return new Set(
    [...readAttributeDetails().values(), ...readClassDetails().values()].map(({ cn }) => fold(cn)),
  )
}

const OBJECT_CLASSES: ReadonlySet<string> = new Set(['top', 'attributeschema', 'classschema'])
const OBJECT_CATEGORY = /^cn=(attribute|class)-schema,/

/** What objects of the schema have values of, apart from the class and the name. */
const SCHEMA_ATTRIBUTES: ReadonlySet<string> = new Set(
  `adminDescription adminDisplayName attributeID attributeSecurityGUID attributeSyntax auxiliaryClass
  defaultHidingValue defaultObjectCategory defaultSecurityDescriptor governsID instanceType
  isMemberOfPartialAttributeSet isSingleValued lDAPDisplayName linkID mAPIID mayContain mustContain oMObjectClass
  oMSyntax objectClassCategory possSuperiors rDNAttID rangeLower rangeUpper schemaFlagsEx schemaIDGUID searchFlags
  showInAdvancedViewOnly subClassOf systemAuxiliaryClass systemFlags systemMayContain systemMustContain systemOnly
  systemPossSuperiors`.split(/\s+/),
)
