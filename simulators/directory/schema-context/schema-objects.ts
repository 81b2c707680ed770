import {
  readAttributeDetails,
  readClassDetails,
  type AttributeDetails,
  type ClassDetails,
} from '../schema/details.js'
import type { AttributeRow, ClassRow, SchemaRows } from '../schema/rows.js'
import type { Values } from '../tree/object-defaults.js'

/** An attributeSchema or classSchema object, named by its common name. */
interface SchemaObject {
  readonly cn: string
  readonly values: Values
}

/** The objects that a schema is kept in: attributes, then classes. */
export function* schemaObjects(rows: SchemaRows, schemaDn: string): Iterable<SchemaObject> {
  const attributes = readAttributeDetails()
  for (const row of rows.attributes) {
    const details = attributes.get(row[0])
    if (details !== undefined) yield { cn: details.cn, values: attributeValues(row, details, schemaDn) }
  }
  const classes = readClassDetails()
  for (const row of rows.classes) {
    const details = classes.get(row[0])
    if (details !== undefined) yield { cn: details.cn, values: classValues(row, details, schemaDn) }
  }
}

const INSTANCE = ['4']
const ATTRIBUTE_SCHEMA = ['top', 'attributeSchema']
const CLASS_SCHEMA = ['top', 'classSchema']

/**
 * oMObjectClass, which tells the kinds of oMSyntax 127 apart: octets of the BER form of an object identifier.
 * @source MS-ADTS 3.1.1.2.2.2
 */
const OBJECT_CLASSES: Readonly<Record<string, string>> = {
  '2.5.5.1': '2b0c0287731c00854a',
  '2.5.5.7': '2a864886f7140101010b',
  '2.5.5.10': '2a864886f71401010106',
  '2.5.5.13': '2b0c0287731c00855c',
  '2.5.5.14': '2a864886f7140101010c',
}

function attributeValues(row: AttributeRow, details: AttributeDetails, schemaDn: string): Values {
  const [name, oid, syntax, omSyntax, flags, searchFlags, linkId, systemFlags, rangeLower, rangeUpper] = row
  const { marks } = details
  const has = (letter: string) => marks.includes(letter)
  const values: Record<string, readonly string[]> = {
    objectClass: ATTRIBUTE_SCHEMA,
    objectCategory: [`CN=Attribute-Schema,${schemaDn}`],
    instanceType: INSTANCE,
    lDAPDisplayName: [name],
    attributeID: [oid],
    attributeSyntax: [syntax],
    oMSyntax: [String(omSyntax)],
    isSingleValued: [truth(flags.includes('S'))],
    searchFlags: [String(searchFlags)],
    schemaIDGUID: [details.schemaIdGuid],
    adminDisplayName: [details.adminDisplayName],
  }
  if (omSyntax === 127) values['oMObjectClass'] = [octets(OBJECT_CLASSES[syntax] ?? '')]
  if (linkId !== null) values['linkID'] = [String(linkId)]
  if (rangeLower !== null) values['rangeLower'] = [String(rangeLower)]
  if (rangeUpper !== null) values['rangeUpper'] = [String(rangeUpper)]
  if (details.mapiId !== '') values['mAPIID'] = [details.mapiId]
  if (details.securityGuid !== '') values['attributeSecurityGUID'] = [details.securityGuid]
  if (flags.includes('P') || has('p')) values['isMemberOfPartialAttributeSet'] = [truth(flags.includes('P'))]
  if (flags.includes('O') || has('o')) values['systemOnly'] = [truth(flags.includes('O'))]
  if (has('f') || systemFlags !== 0) values['systemFlags'] = [String(systemFlags)]
  if (has('x')) values['schemaFlagsEx'] = ['1']
  return describe(values, details)
}

/** The lists of a class row, in their order. */
const LISTS = [
  'systemAuxiliaryClass',
  'auxiliaryClass',
  'systemPossSuperiors',
  'possSuperiors',
  'systemMustContain',
  'mustContain',
  'systemMayContain',
  'mayContain',
] as const

function classValues(row: ClassRow, details: ClassDetails, schemaDn: string): Values {
  const [name, oid, superclass, category, rdnAttribute, defaultCategoryCn, ...lists] = row
  const has = (letter: string) => details.marks.includes(letter)
  const values: Record<string, readonly string[]> = {
    objectClass: CLASS_SCHEMA,
    objectCategory: [`CN=Class-Schema,${schemaDn}`],
    instanceType: INSTANCE,
    lDAPDisplayName: [name],
    governsID: [oid],
    subClassOf: [superclass],
    objectClassCategory: [String(category)],
    rDNAttID: [rdnAttribute],
    defaultObjectCategory: [`CN=${defaultCategoryCn},${schemaDn}`],
    schemaIDGUID: [details.schemaIdGuid],
    adminDisplayName: [details.adminDisplayName],
  }
  for (const [at, list] of LISTS.entries()) {
    const words = lists[at]
    if (typeof words === 'string' && words !== '') values[list] = words.split(' ')
  }
  if (has('O') || has('o')) values['systemOnly'] = [truth(has('O'))]
  if (has('H') || has('h')) values['defaultHidingValue'] = [truth(has('H'))]
  if (details.systemFlags !== '') values['systemFlags'] = [details.systemFlags]
  if (details.defaultSecurityDescriptor !== '')
    values['defaultSecurityDescriptor'] = [details.defaultSecurityDescriptor]
  return describe(values, details)
}

/** What attributes and classes say of themselves to people. */
function describe(
  values: Record<string, readonly string[]>,
  { cn, marks }: Pick<AttributeDetails, 'cn' | 'marks'>,
): Values {
  if (marks.includes('A') || marks.includes('a'))
    values['showInAdvancedViewOnly'] = [truth(marks.includes('A'))]
  if (marks.includes('d')) values['adminDescription'] = [cn]
  return values
}

function truth(is: boolean): string {
  return is ? 'TRUE' : 'FALSE'
}

function octets(hex: string): string {
  return Buffer.from(hex, 'hex').toString('latin1')
}
