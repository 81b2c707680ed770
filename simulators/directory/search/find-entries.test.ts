import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Directory } from '../create-directory.js'
import type { Filter } from '../ldap/filter.js'
import { renderFilter } from '../ldap/render-filter.js'
import type { SearchScope } from '../ldap/request.js'
import { createTestDirectory } from '../testing/create-test-directory.js'
import type { StoredEntry } from '../tree/tree.js'
import { compileFilter } from './compile-filter.js'
import { findEntries } from './find-entries.js'
import type { SearchBase } from './scope.js'
import type { SearchView } from './search-view.js'

const WORDS = [
  'anna',
  'Ana',
  'anna berg',
  'Berg',
  'Müller',
  'muller',
  'x',
  '512',
  '514',
  '-2147483646',
  'TRUE',
  '',
]
const TIMES = ['20260302080000.0Z', '20260302080001.0Z', '20270101000000.0Z', 'never']
const NAMES = ['cn', 'name', 'ou', 'sn', 'givenName', 'displayName', 'mail', 'proxyAddresses', 'description']
const NUMBERS = ['userAccountControl', 'groupType', 'uSNChanged', 'uSNCreated', 'msExchVersion', 'logonCount']
const LINKS = ['member', 'memberOf', 'manager', 'directReports', 'distinguishedName', 'objectCategory']
const OTHERS = [
  ...[
    'objectClass',
    'whenCreated',
    'whenChanged',
    'objectGUID',
    'objectSid',
    'isDeleted',
    'anr',
    'unheardOf',
  ],
  ...[
    '2.5.4.4',
    'canonicalName',
    'badPwdCount',
    'msExchMailboxGuid',
    'serviceBindingInformation',
    'keywords',
  ],
]
const RULES = ['803', '804', '1941'].map((last) => `1.2.840.113556.1.4.${last}`)

const anyAttribute = fc.constantFrom(...NAMES, ...NUMBERS, ...LINKS, ...OTHERS)
const anyText = fc.oneof(
  fc.constantFrom(...WORDS, ...TIMES, 'user', 'group', 'person', 'top', '12300', '12500', '99999999'),
  fc.nat(13_000).map(String),
  fc.nat(40).map((at) => `CN=Person ${at},OU=Made,DC=ent-pa,DC=example`),
  fc.constantFrom('OU=Made,DC=ent-pa,DC=example', 'CN=Crew 1,OU=Made,DC=ent-pa,DC=example', '=anna'),
)
const anyValue = anyText.map((text) => Buffer.from(text))
const anyPart = fc
  .constantFrom('a', 'an', 'anna', 'b', 'er', 'g', 'ü', '5', ' ')
  .map((text) => Buffer.from(text))
const part = fc.option(anyPart, { nil: undefined })

const { filter: anyFilter } = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3 },
    fc.record({
      kind: fc.constantFrom('equal', 'equal', 'greater-or-equal', 'less-or-equal', 'approximate'),
      attribute: anyAttribute,
      value: anyValue,
    }),
    fc.record({ kind: fc.constant('present'), attribute: anyAttribute }),
    fc.record({
      kind: fc.constant('substrings'),
      attribute: anyAttribute,
      initial: part,
      any: fc.array(anyPart, { maxLength: 2 }),
      final: part,
    }),
    fc.record({
      kind: fc.constant('extensible'),
      rule: fc.option(fc.constantFrom(...RULES), { nil: undefined }),
      attribute: anyAttribute,
      value: anyValue,
      dnAttributes: fc.boolean(),
    }),
    fc.record({ kind: fc.constantFrom('and', 'or'), filters: fc.array(tie('filter'), { maxLength: 3 }) }),
    fc.record({ kind: fc.constant('not'), filter: tie('filter') }),
  ),
}))

interface MadePerson {
  readonly values: Readonly<Record<string, readonly string[]>>
  readonly manager: number
  readonly group: number
}

const some = (words: readonly string[], maxLength = 1) =>
  fc.uniqueArray(fc.constantFrom(...words.filter((word) => word !== '')), { maxLength })
const anyPerson: fc.Arbitrary<MadePerson> = fc.record({
  values: fc.record({
    sn: some(WORDS),
    givenName: some(WORDS),
    displayName: some(WORDS),
    description: some(WORDS, 2),
    mail: some(WORDS),
    ou: some(['Berg', 'Made', 'x'], 2),
    proxyAddresses: some(['SMTP:anna@x', 'smtp:berg@x', 'sip:anna'], 3),
    userAccountControl: some(['512', '514', '66048']),
    msExchVersion: some(['-5', '0', '88218628259840']),
    keywords: some(['anna', 'Site=Berg'], 2),
  }),
  manager: fc.integer({ min: -1, max: 10 }),
  group: fc.integer({ min: -1, max: 2 }),
})

/** People below one organizational unit, some in groups that are in one another, all of random values. */
function make(directory: Directory, people: readonly MadePerson[]): string {
  const { tree } = directory
  const domain = tree.unique('objectClass', 'domainDNS')?.key ?? ''
  const change = directory.change()
  const unit = change.create({
    parent: domain,
    rdnType: 'OU',
    name: 'Made',
    values: { objectClass: ['top', 'organizationalUnit'] },
  }).id
  const groups = [0, 1, 2].map(
    (at) =>
      change.create({
        parent: unit,
        rdnType: 'CN',
        name: `Crew ${at}`,
        values: { objectClass: ['top', 'group'], groupType: [['8', '-2147483646', '2'][at] ?? '8'] },
      }).id,
  )
  const ids: string[] = []
  people.forEach(({ values, manager, group }, at) => {
    const kept = Object.entries(values).filter(([, all]) => all.length > 0)
    const boss = ids[manager]
    const { id } = change.create({
      parent: unit,
      rdnType: 'CN',
      name: `Person ${at}`,
      values: {
        ...Object.fromEntries(kept),
        objectClass: ['top', 'person', 'organizationalPerson', 'user'],
        ...(boss === undefined ? {} : { manager: [boss] }),
      },
    })
    ids.push(id)
    const crew = groups[group]
    if (crew !== undefined) change.link({ attribute: 'member', from: crew, to: id })
  })
  const [one = '', two = '', three = ''] = groups
  change.link({ attribute: 'member', from: one, to: two })
  change.link({ attribute: 'member', from: two, to: three })
  change.link({ attribute: 'member', from: three, to: two })
  change.commit('test', 'Made')
  return unit
}

/** Gives the people of an organizational unit other values, names and groups; some go. */
function alter(directory: Directory, unit: string, people: readonly MadePerson[]): void {
  const { tree } = directory
  const crew = [...tree.children(unit)].find(({ record }) => record.name === 'Crew 0')?.key ?? ''
  const made = [...tree.children(unit)].filter(({ record }) => record.name.startsWith('Person'))
  people.forEach(({ values, group }, at) => {
    const entry = made[at]
    if (entry === undefined) return
    const change = directory.change()
    const isMember = tree.hasLink({ attribute: 'member', from: crew, to: entry.key })
    if (group < 0 && isMember) change.unlink({ attribute: 'member', from: crew, to: entry.key })
    const { objectClass = [] } = entry.record.values
    change.update(entry, { name: `Other ${at}`, values: { ...values, objectClass } })
    change.commit('test', 'Altered')
  })
}

/** What a search finds that looks at every entry of its scope. */
function walk(view: SearchView, filter: Filter, { base, scope }: Where): StoredEntry[] {
  const { tree } = view
  const matches = compileFilter(view, filter)
  return [...tree.world.all(tree.entries)].filter((entry) => isInScope(entry) && matches(entry) === true)

  function isInScope(entry: StoredEntry): boolean {
    if (base.kind === 'forest') return true
    const { id } = base.entry.record
    if (scope === 'one-level') return entry.record.parent === id
    return entry.key === id || (scope === 'subtree' && tree.isBelow(entry, id))
  }
}

interface Where {
  readonly base: SearchBase
  readonly scope: SearchScope
}

const keys = (entries: Iterable<StoredEntry>) => Array.from(entries, ({ key }) => key).sort()

it('finds by its indexes what a walk through all entries finds, before and after changes', () => {
  const scopes: readonly SearchScope[] = ['base', 'one-level', 'subtree']
  const asked = fc.record({
    filter: anyFilter,
    scope: fc.constantFrom(...scopes),
    at: fc.constantFrom('unit', 'domain', 'forest'),
    isGlobalCatalog: fc.boolean(),
  })
  fc.assert(
    fc.property(
      fc.array(anyPerson, { minLength: 3, maxLength: 12 }),
      fc.array(asked, { minLength: 15, maxLength: 25 }),
      fc.array(anyPerson, { maxLength: 6 }),
      (people, questions, others) => {
        const { directory } = createTestDirectory()
        const { tree } = directory
        const unit = make(directory, people)
        const ask = () => {
          for (const { filter, scope, at, isGlobalCatalog } of questions) {
            const view = { tree, isGlobalCatalog, exchangeOrigin: 'https://mail.example' }
            const entry = at === 'unit' ? tree.get(unit) : tree.unique('objectClass', 'domainDNS')
            const base: SearchBase =
              at === 'forest' || entry === undefined ? { kind: 'forest' } : { kind: 'entry', entry }
            const request = { ...REQUEST, scope, filter }
            const found = keys(findEntries(view, request, { base, showDeleted: true }))
            expect(found, renderFilter(filter)).toEqual(keys(walk(view, filter, { base, scope })))
          }
        }

        ask()
        alter(directory, unit, others)
        ask()
      },
    ),
    { numRuns: 12 },
  )
}, 60_000)

const REQUEST = {
  kind: 'search',
  base: '',
  derefAliases: 0,
  sizeLimit: 0,
  timeLimitSeconds: 0,
  typesOnly: false,
  attributes: [],
} as const
