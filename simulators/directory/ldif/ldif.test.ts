import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createTestDirectory } from '../testing/create-test-directory.js'
import { loadLdif } from './load-ldif.js'
import { parseLdif } from './parse-ldif.js'
import { renderLdif } from './testing/render-ldif.js'

const read = (text: string) => [...parseLdif(text, 'x.ldif')]
const bytes = (text: string) => Buffer.from(text)

it('reads entries: comments, continuations, base64, UTF-8, and the values of an attribute together', () => {
  const text = [
    'version: 1',
    '# about a comment',
    '  that goes on: below',
    'dn: CN=Anna',
    '  Berg,DC=x',
    'objectClass: top',
    'objectClass: user',
    'sn:: QmVyZw==',
    'l:Köln',
    'jpegPhoto;binary:: /w==',
    'OBJECTCLASS: person',
    'info:',
    '',
    '',
    'dn:: Q049w6k=',
    'cn: é',
  ].join('\r\n')

  expect(read(text)).toEqual([
    {
      line: 4,
      controls: [],
      request: {
        kind: 'add',
        dn: 'CN=Anna Berg,DC=x',
        attributes: [
          { type: 'objectClass', values: ['top', 'user', 'person'].map(bytes) },
          { type: 'sn', values: [bytes('Berg')] },
          { type: 'l', values: [bytes('Köln')] },
          { type: 'jpegPhoto;binary', values: [Buffer.from([0xff])] },
          { type: 'info', values: [bytes('')] },
        ],
      },
    },
    {
      line: 15,
      controls: [],
      request: { kind: 'add', dn: 'CN=é', attributes: [{ type: 'cn', values: [bytes('é')] }] },
    },
  ])
})

it('reads changes of every type, with controls', () => {
  const text = `dn: CN=a
control: 1.2.840.113556.1.4.1413 true
control: 1.2.3 false: x
changetype: modify
add: mail
mail: a@b
-
delete: sn
-
replace: l
l: x
l: y

dn: CN=b
changetype: delete

dn: CN=c
changetype: modrdn
newrdn: CN=d
deleteoldrdn: 1
newsuperior: OU=e
`
  expect(read(text).map(({ request }) => request)).toEqual([
    {
      kind: 'modify',
      dn: 'CN=a',
      modifications: [
        { kind: 'add', attribute: { type: 'mail', values: [bytes('a@b')] } },
        { kind: 'delete', attribute: { type: 'sn', values: [] } },
        { kind: 'replace', attribute: { type: 'l', values: [bytes('x'), bytes('y')] } },
      ],
    },
    { kind: 'delete', dn: 'CN=b' },
    { kind: 'rename', dn: 'CN=c', newRdn: 'CN=d', deleteOldRdn: true, newSuperior: 'OU=e' },
  ])
  expect(read(text)[0]?.controls).toEqual([
    { type: '1.2.840.113556.1.4.1413', isCritical: true, value: undefined },
    { type: '1.2.3', isCritical: false, value: bytes('x') },
  ])
})

it.each([
  ['dn: CN=a\nsn', 'x.ldif:2: this is no line of LDIF'],
  ['dn: CN=a\njpegPhoto:< file:///tmp/x', 'x.ldif:2: the value of "jpegPhoto" is in a file of its own'],
  ['dn: CN=a\nsn:: !', 'x.ldif:2: the value of "sn" is not base64'],
  ['version: 2\n\ndn: CN=a\nsn: x', 'x.ldif:1: version 2 is not known'],
  ['# all\n\ncn: a\n', 'x.ldif:3: "dn:" has to stand here'],
  ['dn: CN=a\nchangetype: modyfi\n', 'x.ldif:2: there is no changetype "modyfi"'],
  ['dn: CN=a\nchangetype: delete\nsn: x', 'x.ldif:3: nothing more may stand in this record'],
  ['dn: CN=a\nchangetype: modify\nadd: sn\nmail: x', 'x.ldif:4: a value of "sn" has to stand here'],
  ['dn: CN=a\nchangetype: modify\nsn: x', 'x.ldif:3: "add:", "delete:" or "replace:" has to stand here'],
  ['dn: CN=a\nchangetype: modrdn\nnewrdn: CN=b\ndeleteoldrdn: yes', 'x.ldif:4: "deleteoldrdn" is 0 or 1'],
  ['dn: CN=a', 'x.ldif:1: this record has no attributes'],
  ['dn: CN=a\nsn: x\n-', 'x.ldif:3: a "-" stands in changes of the type modify alone'],
])('says of %j that %s', (text, message) => {
  expect(() => read(text)).toThrow(expect.objectContaining({ code: 'LDIF_INVALID' }))
  expect(() => read(text)).toThrow(message)
})

const name = fc
  .stringMatching(/^[a-z][a-z0-9-]{0,8}$/)
  .filter((text) => text !== 'dn' && text !== 'changetype' && text !== 'control')
const value = fc.uint8Array({ maxLength: 120 }).map((octets) => Buffer.from(octets))
const entry = fc.record({
  dn: fc.string({ minLength: 1, maxLength: 90, unit: 'grapheme' }),
  attributes: fc.uniqueArray(
    fc.record({ type: name, values: fc.array(value, { minLength: 1, maxLength: 3 }) }),
    {
      minLength: 1,
      maxLength: 4,
      selector: ({ type }) => type,
    },
  ),
})

it('reads every entry as it was written, wherever lines are folded', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 4 }), fc.integer({ min: 8, max: 90 }), (entries, width) => {
      const requests = read(renderLdif(entries, width)).map(({ request }) => request)
      expect(requests).toEqual(entries.map((one) => ({ kind: 'add', ...one })))
    }),
  )
})

it('answers any text with changes or with a complaint about a line', () => {
  const line = fc.constantFrom(
    'dn: CN=a',
    'sn: b',
    ' c',
    '#',
    '-',
    '',
    'add: sn',
    'changetype: modify',
    'x:< y',
    'v:: =',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(line, fc.string({ maxLength: 12 })), { maxLength: 12 }), (lines) => {
      try {
        read(lines.join('\n'))
      } catch (error) {
        expect(error).toMatchObject({
          code: 'LDIF_INVALID',
          message: expect.stringMatching(/^x\.ldif:\d+: /) as string,
        })
      }
    }),
  )
})

const DORA = `dn: CN=Dora,CN=Users,DC=ent-pa,DC=example
objectClass: user
sAMAccountName: dora
userAccountControl: 512
unicodePwd:: ${Buffer.from('"Secret.123"', 'utf16le').toString('base64')}

dn: CN=Dora,CN=Users,DC=ent-pa,DC=example
changetype: modify
replace: telephoneNumber
telephoneNumber: 1
-

dn: CN=Dora,CN=Users,DC=ent-pa,DC=example
changetype: modrdn
newrdn: CN=Dora Dent
deleteoldrdn: 1
`

it('fills the directory as an administrator does who writes over TLS', () => {
  const { clock, directory } = createTestDirectory()

  loadLdif(directory, clock, [{ file: 'dora.ldif', text: DORA }])

  const dora = directory.accounts.findWindows('ENT-PA\\dora')
  expect(dora?.distinguishedName).toBe('CN=Dora Dent,CN=Users,DC=ent-pa,DC=example')
  expect(directory.accounts.verifyPassword('ENT-PA\\dora', 'Secret.123').kind).toBe('granted')
  expect(directory.tree.get(dora?.objectGuid ?? '')?.record.values['telephoneNumber']).toEqual(['1'])
})

it('says which record the directory refuses, and how', () => {
  const { clock, directory } = createTestDirectory()
  const text = `${DORA}\ndn: CN=Emil,OU=Nowhere,DC=ent-pa,DC=example\nobjectClass: user\n`

  expect(() => loadLdif(directory, clock, [{ file: 'people.ldif', text }])).toThrow(
    /^people\.ldif:18: the directory refuses to add "CN=Emil,OU=Nowhere,DC=ent-pa,DC=example": 32 noSuchObject/,
  )
})
