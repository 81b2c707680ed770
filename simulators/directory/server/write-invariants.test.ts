import fc from 'fast-check'
import { expect, it } from 'vitest'
import { CONTROL } from '../ldap/control.js'
import { isForwardLink } from '../schema/attribute-type.js'
import { links } from '../tree/link.js'
import type { StoredEntry } from '../tree/tree.js'
import { placeKey } from '../tree/entry.js'
import { fold } from '../names/fold.js'
import { createWriter, type Change, type Writer } from './testing/create-writer.js'

const BASE = 'DC=ent-pa,DC=example'
const NAMES = ['Anna', 'anna', 'Bert', 'Cleo', 'Dora'] as const
const UNITS = [`OU=Staff,${BASE}`, `OU=Groups,${BASE}`, `OU=Rooms,${BASE}`] as const

type Step = (writer: Writer) => unknown

const name = fc.constantFrom(...NAMES)
const unit = fc.constantFrom(...UNITS)
const dn = fc.tuple(name, unit).map(([cn, parent]) => `CN=${cn},${parent}`)
const showDeleted = [{ type: CONTROL.showDeleted, isCritical: true, value: undefined }]

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(dn, fc.constantFrom('user', 'contact', 'group'), name).map(
    ([at, objectClass, account]): Step =>
      (writer) =>
        writer.add(
          at,
          objectClass === 'contact' ? { objectClass } : { objectClass, sAMAccountName: account },
        ),
  ),
  fc
    .tuple(
      dn,
      fc.constantFrom('manager', 'member', 'title'),
      dn,
      fc.constantFrom<Change[0]>('add', 'delete', 'replace'),
    )
    .map(
      ([at, type, value, kind]): Step =>
        (writer) =>
          writer.modify(at, [[kind, type, value]]),
    ),
  fc.tuple(dn, name, fc.option(unit, { nil: undefined })).map(
    ([at, cn, parent]): Step =>
      (writer) =>
        writer.rename(at, `CN=${cn}`, parent),
  ),
  dn.map(
    (at): Step =>
      (writer) =>
        writer.delete(at),
  ),
  fc.tuple(fc.nat(20), dn).map(
    ([which, at]): Step =>
      (writer) =>
        undeleteOne(writer, which, at),
  ),
)

function undeleteOne(writer: Writer, which: number, at: string): unknown {
  const deleted = entriesOf(writer).filter(({ record }) => record.values['lastKnownParent'] !== undefined)
  const entry = deleted[which % Math.max(1, deleted.length)]
  if (entry === undefined) return undefined
  return writer.modify(
    `<GUID=${entry.key}>`,
    [
      ['delete', 'isDeleted'],
      ['replace', 'distinguishedName', at],
    ],
    showDeleted,
  )
}

function entriesOf({ directory: { tree } }: Writer): StoredEntry[] {
  return [
    ...tree.byValue('objectClass', 'user'),
    ...tree.byValue('objectClass', 'contact'),
    ...tree.byValue('objectClass', 'group'),
  ]
}

function checkInvariants(writer: Writer): void {
  const { tree } = writer.directory
  const living = entriesOf(writer).filter(({ record }) => record.values['isDeleted'] === undefined)
  const places = living.map(({ record }) => placeKey(record.parent, fold(record.name)))
  expect(new Set(places).size).toBe(places.length)
  const accounts = living.flatMap(({ record }) => record.values['sAMAccountName']?.map(fold) ?? [])
  expect(new Set(accounts).size).toBe(accounts.length)
  const sids = entriesOf(writer).flatMap(({ record }) => record.values['objectSid'] ?? [])
  expect(new Set(sids).size).toBe(sids.length)

  for (const { record } of tree.world.all(links)) {
    for (const id of [record.from, record.to]) {
      expect(
        tree.get(id)?.record.values['isDeleted'],
        `${record.attribute} of what is deleted`,
      ).toBeUndefined()
      expect(tree.get(id)).toBeDefined()
    }
    expect([...tree.linking(record.attribute, record.to)]).toContain(record.from)
  }
  for (const { record } of living) {
    expect(tree.get(record.parent ?? '')?.record.values['isDeleted']).toBeUndefined()
    for (const [attribute, values] of Object.entries(record.values)) {
      const type = tree.schema.attribute(attribute)
      if (type === undefined || !isForwardLink(type)) continue
      for (const id of values) expect(tree.get(id)?.record.values['isDeleted'], attribute).toBeUndefined()
    }
  }
}

it('keeps names unique, links whole and numbers growing through any writes', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 60, maxLength: 80, size: 'max' }), (steps) => {
      const writer = createWriter()
      const { world } = writer.core
      let sequence = world.sequence
      for (const take of steps) {
        take(writer)
        expect(world.sequence).toBeGreaterThanOrEqual(sequence)
        sequence = world.sequence
      }
      for (const { sequence: last, record } of entriesOf(writer)) {
        expect(last).toBeGreaterThanOrEqual(record.createdSequence)
        expect(last).toBeLessThanOrEqual(sequence)
      }
      checkInvariants(writer)
    }),
    { numRuns: 30, seed: 7 },
  )
})
