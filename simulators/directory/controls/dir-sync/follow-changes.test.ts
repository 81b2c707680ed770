import fc from 'fast-check'
import { expect, it } from 'vitest'
import { BerReader } from '../../ldap/ber/ber-reader.js'
import { CONTROL } from '../../ldap/control.js'
import { control, openTestSession, type TestSession } from '../../server/testing/open-test-session.js'
import { escapeValue } from '../../names/render-dn.js'

const BASE = 'DC=ent-pa,DC=example'
const PLACES = [`OU=Staff,${BASE}`, `OU=Groups,${BASE}`]
const ATTRIBUTES = ['sn', 'title', 'name', 'member', 'isDeleted']
const EXTENDED = control(CONTROL.extendedDn, (writer) => writer.integer(1))

type Mirror = Map<string, Record<string, readonly string[]>>

/** What a client has that puts together what it was told; names are known by their GUIDs. */
function follow(test: TestSession, mirror: Mirror, from: Buffer, maxBytes: number): Buffer {
  let cookie = from
  for (let more = 1; more !== 0;) {
    const asked = control(CONTROL.dirSync, (writer) => {
      writer.integer(0x800)
      writer.integer(maxBytes)
      writer.octets(cookie)
    })
    const { entries, controls } = test.search({ attributes: ATTRIBUTES, controls: [asked, EXTENDED] })
    for (const { dn, ...attributes } of entries) learn(mirror, guidOf(dn?.[0] ?? ''), attributes)
    const result = new BerReader(controls.get(CONTROL.dirSync) ?? Buffer.alloc(0)).inside()
    more = result.integer()
    result.integer()
    cookie = result.octets()
  }
  return cookie
}

function learn(mirror: Mirror, guid: string, attributes: Readonly<Record<string, readonly string[]>>): void {
  const known = { ...mirror.get(guid) }
  for (const [name, values] of Object.entries(attributes)) {
    if (values.length === 0) delete known[name]
    else known[name] = name === 'member' ? values.map(guidOf).toSorted() : values
  }
  mirror.set(guid, known)
}

function guidOf(name: string): string {
  return /<GUID=([^>]*)>/.exec(name)?.[1] ?? name
}

interface Deed {
  readonly kind: 'title' | 'sn' | 'rename' | 'move' | 'delete' | 'add' | 'member'
  readonly at: number
  readonly text: string
}

const deed: fc.Arbitrary<Deed> = fc.record({
  kind: fc.constantFrom('title', 'sn', 'rename', 'move', 'delete', 'add', 'member'),
  at: fc.nat(50),
  text: fc
    .string({ unit: fc.constantFrom('a', 'b', 'Ö', ' ', ','), minLength: 1, maxLength: 4 })
    .map((text) => `x${text}y`),
})

/** Does something to one of the people there are; what cannot be done is not. */
function act(test: TestSession, { kind, at, text }: Deed): void {
  const people = test.search({ filter: '(&(objectCategory=person)(sn=*))', attributes: ['cn'] }).entries
  const dn = people[at % Math.max(people.length, 1)]?.['dn']?.[0]
  const place = PLACES[at % 2] ?? BASE
  const values = [Buffer.from(text)]
  if (kind === 'add') {
    const attributes = Object.entries({ objectClass: 'contact', sn: text }).map(([type, value]) => ({
      type,
      values: [Buffer.from(value)],
    }))
    test.perform({ kind: 'add', dn: `CN=${escapeValue(text)} ${at},${place}`, attributes })
    return
  }
  if (dn === undefined) return
  const newRdn = kind === 'rename' ? `CN=${escapeValue(text)}` : dn.slice(0, dn.search(/(?<!\\),/))
  switch (kind) {
    case 'title':
    case 'sn': {
      const attribute = { type: kind, values: at % 3 === 0 && kind === 'title' ? [] : values }
      test.perform({ kind: 'modify', dn, modifications: [{ kind: 'replace', attribute }] })
      return
    }
    case 'member': {
      const attribute = { type: 'member', values: [Buffer.from(dn)] }
      const group = `CN=Inner Circle,OU=Groups,${BASE}`
      const modifications = [{ kind: at % 2 === 0 ? ('add' as const) : ('delete' as const), attribute }]
      test.perform({ kind: 'modify', dn: group, modifications })
      return
    }
    case 'delete':
      test.perform({ kind: 'delete', dn })
      return
    default:
      test.perform({
        kind: 'rename',
        dn,
        newRdn,
        deleteOldRdn: true,
        newSuperior: kind === 'move' ? place : undefined,
      })
  }
}

it('ends with the same whether one follows the changes or reads all anew', () => {
  const steps = fc.array(
    fc.record({ deeds: fc.array(deed, { maxLength: 6 }), maxBytes: fc.constantFrom(0, 1, 400) }),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  fc.assert(
    fc.property(steps, (sequence) => {
      const test = openTestSession()
      const followed: Mirror = new Map()
      let cookie = follow(test, followed, Buffer.alloc(0), 0)

      for (const { deeds, maxBytes } of sequence) {
        for (const one of deeds) act(test, one)
        cookie = follow(test, followed, cookie, maxBytes)
      }

      const anew: Mirror = new Map()
      follow(test, anew, Buffer.alloc(0), 0)
      expect(Object.fromEntries(followed)).toEqual(Object.fromEntries(anew))
    }),
    { numRuns: 8 },
  )
})
