import type { AttributeRow, ClassRow, SchemaRows } from '../schema/rows.js'
import type { StoredEntry } from '../tree/tree.js'
import { allValues, firstValue } from '../tree/values.js'

/** The schema that the objects of its naming context describe. What is defunct is not part of it. */
export function rowsOf(objects: Iterable<StoredEntry>): SchemaRows {
  const attributes: AttributeRow[] = []
  const classes: ClassRow[] = []
  for (const object of objects) {
    const found = known.get(object.record) ?? rowOf(object)
    known.set(object.record, found)
    if (found.kind === 'attribute') attributes.push(found.row)
    else if (found.kind === 'class') classes.push(found.row)
  }
  return { attributes, classes }
}

type Row =
  | { readonly kind: 'attribute'; readonly row: AttributeRow }
  | { readonly kind: 'class'; readonly row: ClassRow }
  | { readonly kind: 'none' }

/** A change of the schema changes one record; the others have been read. */
const known = new WeakMap<StoredEntry['record'], Row>()

function rowOf(object: StoredEntry): Row {
  if (isTrue(object, 'isDefunct')) return { kind: 'none' }
  if (firstValue(object, 'attributeID') !== undefined) return { kind: 'attribute', row: attributeRow(object) }
  if (firstValue(object, 'governsID') !== undefined) return { kind: 'class', row: classRow(object) }
  return { kind: 'none' }
}

function attributeRow(object: StoredEntry): AttributeRow {
  const one = (name: string) => firstValue(object, name) ?? ''
  const numberOrNull = (name: string) => (one(name) === '' ? null : Number(one(name)))
  const flag = (letter: string, name: string) => (isTrue(object, name) ? letter : '')
  return [
    one('lDAPDisplayName'),
    one('attributeID'),
    one('attributeSyntax'),
    Number(one('oMSyntax')),
    `${flag('S', 'isSingleValued')}${flag('P', 'isMemberOfPartialAttributeSet')}${flag('O', 'systemOnly')}`,
    Number(one('searchFlags')),
    numberOrNull('linkID'),
    Number(one('systemFlags')),
    numberOrNull('rangeLower'),
    numberOrNull('rangeUpper'),
  ]
}

function classRow(object: StoredEntry): ClassRow {
  const one = (name: string) => firstValue(object, name) ?? ''
  const words = (name: string) => allValues(object, name).join(' ')
  return [
    one('lDAPDisplayName'),
    one('governsID'),
    one('subClassOf'),
    Number(one('objectClassCategory')),
    one('rDNAttID') === '' ? 'cn' : one('rDNAttID'),
    /^CN=([^,]+)/i.exec(one('defaultObjectCategory'))?.[1] ?? '',
    words('systemAuxiliaryClass'),
    words('auxiliaryClass'),
    words('systemPossSuperiors'),
    words('possSuperiors'),
    words('systemMustContain'),
    words('mustContain'),
    words('systemMayContain'),
    words('mayContain'),
    isTrue(object, 'defaultHidingValue'),
  ]
}

function isTrue(object: StoredEntry, name: string): boolean {
  return firstValue(object, name) === 'TRUE'
}
