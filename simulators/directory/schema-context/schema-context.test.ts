import { expect, it } from 'vitest'
import { createCore, createManualClock } from '../../core/index.js'
import { createDirectory, type Directory } from '../create-directory.js'
import { parseDn } from '../names/parse-dn.js'
import { schemaRows } from '../schema/create-schema.js'
import { entryValues } from '../search/entry-values.js'
import { createTestDirectory } from '../testing/create-test-directory.js'
import { SAMPLE } from '../testing/sample-organization.js'
import type { StoredEntry, Tree } from '../tree/tree.js'
import { firstValue } from '../tree/values.js'
import { rowsOf } from './schema-rows.js'

function schemaEntry(tree: Tree, name: string): StoredEntry | undefined {
  return tree.find(parseDn(`CN=${name},${tree.forest.schemaDn}`) ?? [])
}

/** A forest that has never seen Exchange. */
function createFreshDirectory(): Directory {
  const { dnsDomain, netbiosDomain, administratorPassword } = SAMPLE
  const nobody = { serviceAccounts: [], people: [], rooms: [], groups: [] }
  const core = createCore({ seed: 1, clock: createManualClock() })
  return createDirectory(core, { dnsDomain, netbiosDomain, administratorPassword, ...nobody })
}

function objectsOf(tree: Tree): StoredEntry[] {
  const head = tree.find(parseDn(tree.forest.schemaDn) ?? [])
  return [...tree.children(head?.key ?? '')]
}

it('holds an object for each of 1,501 attributes and 274 classes once Exchange has been set up', () => {
  const { tree } = createTestDirectory().directory

  const objects = objectsOf(tree)

  const ofClass = (name: string) => objects.filter((object) => firstValue(object, name) !== undefined)
  expect(ofClass('attributeID')).toHaveLength(1501)
  expect(ofClass('governsID')).toHaveLength(274)
  expect(objects).toHaveLength(1501 + 274 + 1)
  // A stand-in of the Exchange subset has the GUID of another attribute; the aggregate has none.
  expect(new Set(objects.map((object) => firstValue(object, 'schemaIDGUID'))).size).toBe(1501 + 274)
})

it.each(['fresh', 'exchange'] as const)('describes by its objects the schema of the tables: %s', (state) => {
  const { tree } = state === 'fresh' ? createFreshDirectory() : createTestDirectory().directory

  const rows = rowsOf(objectsOf(tree))

  const inOrder = (list: readonly (readonly unknown[])[]) => list.map((row) => row.map(plain))
  expect(inOrder(rows.attributes)).toEqual(inOrder(schemaRows(state).attributes))
  expect(inOrder(rows.classes)).toEqual(inOrder(schemaRows(state).classes))
})

/** Flags in any order are the same. */
function plain(cell: unknown): unknown {
  return typeof cell === 'string' && /^[SPO]+$/.test(cell) ? [...cell].toSorted().join('') : cell
}

it('names an attribute by its common name and by its display name', () => {
  const { tree } = createTestDirectory().directory

  const mail = schemaEntry(tree, 'E-mail-Addresses')

  expect(mail?.record.values).toMatchObject({
    lDAPDisplayName: ['mail'],
    attributeID: ['0.9.2342.19200300.100.1.3'],
    rangeUpper: ['256'],
    mAPIID: ['14846'],
    isMemberOfPartialAttributeSet: ['TRUE'],
  })
  expect([...tree.byValue('lDAPDisplayName', 'mail')].map(({ key }) => key)).toEqual([mail?.key])
  expect([...tree.byValue('name', 'e-mail-addresses')].map(({ key }) => key)).toEqual([mail?.key])
})

it('gives the objects the same identity and numbers whenever they are looked for', () => {
  const [early, late] = [createTestDirectory(), createTestDirectory()]
  const before = schemaEntry(early.directory.tree, 'User')

  const { tree } = late.directory
  const alice = tree.unique('sAMAccountName', 'alice')
  const change = late.directory.change()
  if (alice !== undefined) change.update(alice, { name: 'Alice A' })
  change.commit('test', 'Rename')

  expect(schemaEntry(tree, 'User')).toEqual(before)
  expect(tree.world.snapshot().sequence).toBe(early.core.world.sequence + 1)
})

it('says the schema in the form of RFC 4512', () => {
  const { tree } = createTestDirectory().directory
  const aggregate = schemaEntry(tree, 'Aggregate')
  const values = (name: string) => {
    const attribute = tree.schema.attribute(name)
    return aggregate === undefined || attribute === undefined ? [] : entryValues(tree, aggregate, attribute)
  }

  expect(values('attributeTypes')).toHaveLength(1501)
  expect(values('attributeTypes')).toContain(
    "( 1.2.840.113556.1.4.146 NAME 'objectSid' SYNTAX '1.3.6.1.4.1.1466.115.121.1.40' SINGLE-VALUE NO-USER-MODIFICATION )",
  )
  expect(values('objectClasses')).toHaveLength(274)
  expect(values('objectClasses')).toContain(
    "( 1.2.840.113556.1.5.7000.62.14 NAME 'msExchBaseClass' SUP top AUXILIARY MAY (msExchVersion ) )",
  )
  expect(values('dITContentRules')).toHaveLength(17)
  expect(values('extendedAttributeInfo')).toContain(
    "( 0.9.2342.19200300.100.1.3 NAME 'mail' RANGE-LOWER '0' RANGE-UPPER '256' " +
      "PROPERTY-GUID '617996BFE60DD011A28500AA003049E2' PROPERTY-SET-GUID '54018DE4F8BCD111870200C04FB96050' INDEXED )",
  )
  expect(values('extendedClassInfo')).toContain(
    "( 1.2.840.113556.1.5.9 NAME 'user' CLASS-GUID 'BA7A96BFE60DD011A28500AA003049E2' )",
  )
})
