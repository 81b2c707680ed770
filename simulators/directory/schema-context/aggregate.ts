import type { AttributeType } from '../schema/attribute-type.js'
import type { ObjectClass } from '../schema/object-class.js'
import type { Schema } from '../schema/schema.js'
import type { StoredEntry, Tree } from '../tree/tree.js'
import { firstValue, isOfClass } from '../tree/values.js'
import { syntaxOid } from './syntax-oid.js'

type Compute = (tree: Tree, entry: StoredEntry) => readonly string[]

/**
 * What the subschema subentry, the whole schema in the form of RFC 4512, answers by name. Every text is worked out once for each state of the schema.
 * @source MS-ADTS 3.1.1.3.1.1.1; ad-golden case schema-aggregate
 */
export const AGGREGATE_ATTRIBUTES: Readonly<Record<string, Compute>> = {
  attributeTypes: onAggregate(({ schema }) => schema.attributes.map(attributeDescription)),
  objectClasses: onAggregate(({ schema }) => schema.classes.map(classDescription)),
  dITContentRules: onAggregate(({ schema }) =>
    schema.classes
      .filter(({ auxiliaries }) => auxiliaries.length > 0)
      .map((found) => contentRule(schema, found)),
  ),
  extendedAttributeInfo: onAggregate((tree, entry) =>
    [...schemaObjectsBeside(tree, entry)].flatMap((object) => extendedAttributeInfo(object)),
  ),
  extendedClassInfo: onAggregate((tree, entry) =>
    [...schemaObjectsBeside(tree, entry)].flatMap((object) => extendedClassInfo(object)),
  ),
}

function onAggregate(compute: Compute): Compute {
  const known = new WeakMap<readonly AttributeType[], readonly string[]>()
  return (tree, entry) => {
    if (!isOfClass(entry, 'subSchema')) return []
    const state = tree.schema.attributes
    const found = known.get(state) ?? compute(tree, entry)
    known.set(state, found)
    return found
  }
}

function attributeDescription(attribute: AttributeType): string {
  const { oid, name, isSingleValued, isSystemOnly } = attribute
  const flags = `${isSingleValued ? 'SINGLE-VALUE ' : ''}${isSystemOnly ? 'NO-USER-MODIFICATION ' : ''}`
  return `( ${oid} NAME '${name}' SYNTAX '${syntaxOid(attribute)}' ${flags})`
}

function classDescription({ oid, name, superclass, kind, must, may }: ObjectClass): string {
  return `( ${oid} NAME '${name}' SUP ${superclass} ${kind.toUpperCase()} ${list('MUST', must)}${list('MAY', may)})`
}

/** What the auxiliary classes add to a class. */
function contentRule(schema: Schema, { oid, name, auxiliaries }: ObjectClass): string {
  const added = [...schema.allClasses(auxiliaries)].filter((found) => found.name !== 'top')
  const must = list('MUST', new Set(added.flatMap((found) => found.must)))
  const may = list('MAY', new Set(added.flatMap((found) => found.may)))
  return `( ${oid} NAME '${name}' AUX ( ${auxiliaries.join(' $ ')} ) ${must}${may})`
}

function list(word: string, names: Iterable<string>): string {
  const all = [...names]
  return all.length === 0 ? '' : `${word} (${all.join(' $ ')} ) `
}

function schemaObjectsBeside(tree: Tree, { record }: StoredEntry): Iterable<StoredEntry> {
  return record.parent === null ? [] : tree.children(record.parent)
}

const NO_PROPERTY_SET = '0'.repeat(32)
const INDEXED = 1

function extendedAttributeInfo(object: StoredEntry): readonly string[] {
  const one = (name: string) => firstValue(object, name)
  const oid = one('attributeID')
  if (oid === undefined || one('isDefunct') === 'TRUE') return []
  const range = (word: string, value: string | undefined) =>
    value === undefined ? '' : `${word} '${value}' `
  const guid = hex(one('schemaIDGUID'))
  const set = hex(one('attributeSecurityGUID')) || NO_PROPERTY_SET
  const flags = [
    (Number(one('searchFlags') ?? 0) & INDEXED) === 0 ? '' : 'INDEXED ',
    one('systemOnly') === 'TRUE' ? 'SYSTEM-ONLY ' : '',
  ].join('')
  const ranges = range('RANGE-LOWER', one('rangeLower')) + range('RANGE-UPPER', one('rangeUpper'))
  const guids = `PROPERTY-GUID '${guid}' PROPERTY-SET-GUID '${set}' `
  return [`( ${oid} NAME '${one('lDAPDisplayName') ?? ''}' ${ranges}${guids}${flags})`]
}

function extendedClassInfo(object: StoredEntry): readonly string[] {
  const one = (name: string) => firstValue(object, name)
  const oid = one('governsID')
  if (oid === undefined || one('isDefunct') === 'TRUE') return []
  return [`( ${oid} NAME '${one('lDAPDisplayName') ?? ''}' CLASS-GUID '${hex(one('schemaIDGUID'))}' )`]
}

function hex(octets: string | undefined): string {
  return Buffer.from(octets ?? '', 'latin1')
    .toString('hex')
    .toUpperCase()
}
