import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseDn } from '../names/parse-dn.js'
import { readClassDetails } from '../schema/details.js'
import type { StoredEntry } from '../tree/tree.js'
import { createTestDirectory } from '../testing/create-test-directory.js'
import { maySet } from './access.js'
import { decodeDescriptor, encodeDescriptor } from './binary-descriptor.js'
import { descriptorOctets, descriptorOf } from './descriptor-of.js'
import { parseSddl } from './parse-sddl.js'
import { renderSddl } from './render-sddl.js'
import { DOMAIN_IDENTITIES, IDENTITIES } from './sddl-words.js'
import { OBJECT_TYPES, type AccessEntry, type SecurityDescriptor } from './security-descriptor.js'

const DOMAIN = 'S-1-5-21-1-2-3'

const sid = fc.oneof(
  fc.constantFrom(...Object.values(IDENTITIES)),
  fc.constantFrom(...Object.values(DOMAIN_IDENTITIES)).map((rid) => `${DOMAIN}-${rid}`),
  fc.array(fc.nat(), { minLength: 1, maxLength: 6 }).map((parts) => ['S-1-5', ...parts].join('-')),
)
const optional = <Value>(one: fc.Arbitrary<Value>) => fc.option(one, { nil: undefined })
const guid = optional(fc.uuid())
const entry: fc.Arbitrary<AccessEntry> = fc
  .record({
    type: fc.constantFrom(0, 1, 2, 5, 6, 7),
    flags: fc.nat(0xff).map((flags) => flags & ~0x20),
    mask: fc.nat(0xffff_ffff),
    objectType: guid,
    inheritedType: guid,
    sid,
  })
  .map((one) =>
    OBJECT_TYPES.has(one.type) ? one : { ...one, objectType: undefined, inheritedType: undefined },
  )
const list = optional(
  fc.record({
    isProtected: fc.boolean(),
    isAutoInherited: fc.boolean(),
    entries: fc.array(entry, { maxLength: 5 }),
  }),
)
const descriptor: fc.Arbitrary<SecurityDescriptor> = fc.record({
  owner: optional(sid),
  group: optional(sid),
  dacl: list,
  sacl: list,
})

it('reads every descriptor that it writes, as octets and as text', () => {
  fc.assert(
    fc.property(descriptor, (one) => {
      expect(decodeDescriptor(encodeDescriptor(one))).toEqual(one)
      expect(parseSddl(renderSddl(one, DOMAIN), DOMAIN)).toEqual(one)
    }),
  )
})

it('takes no damaged octets and no odd text for more than they are', () => {
  fc.assert(
    fc.property(descriptor, fc.nat(), fc.nat(255), (one, at, octet) => {
      const octets = encodeDescriptor(one)
      octets.writeUInt8(octet, at % octets.length)
      decodeDescriptor(octets)
      decodeDescriptor(octets.subarray(0, at % octets.length))
    }),
  )
  fc.assert(fc.property(fc.string(), (text) => void parseSddl(text, DOMAIN)))
  for (const text of [
    'D:(A;;RP;;;XX)',
    'D:(A;;R;;;AU)',
    'O:DAO:DA',
    'D:(A;;RP;x;;AU)',
    'D:(A;;RP)',
    '(A;;RP;;;AU)',
  ])
    expect(parseSddl(text, DOMAIN), text).toBeUndefined()
})

it('reads the published default of every class', () => {
  for (const [name, { defaultSecurityDescriptor }] of readClassDetails())
    if (defaultSecurityDescriptor !== '')
      expect(parseSddl(defaultSecurityDescriptor, DOMAIN), name).toBeDefined()
})

it('writes the octets that Windows does', () => {
  const written = encodeDescriptor({
    owner: 'S-1-5-18',
    group: undefined,
    sacl: undefined,
    dacl: parseSddl('D:P(OA;CI;CR;ab721a53-1e2f-11d0-9819-00aa0040529b;;WD)', DOMAIN)?.dacl,
  })

  expect(written.toString('hex')).toBe(
    [
      '0100049044000000000000000000000014000000',
      '0400300001000000',
      '050228000001000001000000531a72ab2f1ed011981900aa0040529b010100000000000100000000',
      '010100000000000512000000',
    ].join(''),
  )
})

function office() {
  const { directory } = createTestDirectory()
  const { tree } = directory
  const named = (dn: string) => {
    const found = tree.find(parseDn(dn) ?? [])
    expect(found, dn).toBeDefined()
    return found as StoredEntry
  }
  const domainSid = descriptorOf(tree, named('DC=ent-pa,DC=example')).owner?.replace(/-512$/, '') ?? ''
  const user = (name: string) => named(`CN=${name},OU=Staff,DC=ent-pa,DC=example`)
  return { tree, user, named, domainSid }
}

it('gives an object what its class says, and what it takes over from above', () => {
  const { tree, user, domainSid } = office()

  const text = renderSddl(descriptorOf(tree, user('Alice Anders')), domainSid)

  expect(text).toMatch(/^O:DAG:DAD:AI/)
  expect(text).toContain('(OA;;CR;ab721a53-1e2f-11d0-9819-00aa0040529b;;PS)')
  expect(text).toContain('(A;CIID;')
  expect(text).toContain(
    '(OA;CIIOID;RP;037088f8-0ae1-11d2-b422-00a0c968f939;4828cc14-1437-45bc-9b07-ad6f015e5f28;RU)',
  )
  expect(text).toContain(
    '(OA;CIID;RP;037088f8-0ae1-11d2-b422-00a0c968f939;bf967aba-0de6-11d0-a285-00aa003049e2;RU)',
  )
  expect(decodeDescriptor(descriptorOctets(tree, user('Alice Anders')))?.owner).toBe(`${domainSid}-512`)
})

it('lets people write what is personal of themselves, administrators everything, and nobody else anything', () => {
  const { tree, user, named } = office()
  const [alice, bob] = [user('Alice Anders'), user('Bob Böhm')]
  const administrator = named('CN=Administrator,CN=Users,DC=ent-pa,DC=example')
  const may = (account: typeof alice, entry: typeof alice, ...names: string[]) =>
    maySet(
      tree,
      { account, entry },
      {
        modifications: names.map((type) => ({ kind: 'replace', attribute: { type, values: [] } })),
        parts: 4,
      },
    )

  expect(may(alice, alice, 'mobile', 'telephoneNumber')).toBe(true)
  expect(may(alice, alice, 'mobile', 'title')).toBe(false)
  expect(may(alice, bob, 'mobile')).toBe(false)
  expect(may(administrator, bob, 'title', 'mobile')).toBe(true)
  expect(may(alice, alice, 'nTSecurityDescriptor')).toBe(false)
  expect(may(administrator, bob, 'nTSecurityDescriptor')).toBe(true)
})
