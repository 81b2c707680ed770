import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Filter } from '../ldap/filter.js'
import { renderFilter } from '../ldap/render-filter.js'
import { parseFilter } from './parse-filter.js'

const attribute = fc.stringMatching(/^[a-z][a-zA-Z0-9-]{0,9}$/)
const value = fc.uint8Array({ minLength: 1, maxLength: 8 }).map((octets) => Buffer.from(octets))
const optional = fc.option(value, { nil: undefined })

const { filter } = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { depthSize: 'small' },
    fc.record({ kind: fc.constant('present' as const), attribute }),
    fc.record({
      kind: fc.constantFrom(
        'equal' as const,
        'approximate' as const,
        'greater-or-equal' as const,
        'less-or-equal' as const,
      ),
      attribute,
      value,
    }),
    fc.record({
      kind: fc.constant('substrings' as const),
      attribute,
      initial: value,
      any: fc.array(value, { maxLength: 2 }),
      final: optional,
    }),
    fc.record({
      kind: fc.constant('extensible' as const),
      attribute,
      rule: fc.constantFrom('1.2.840.113556.1.4.803', undefined),
      dnAttributes: fc.boolean(),
      value,
    }),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      filters: fc.array(tie('filter'), { maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('not' as const), filter: tie('filter') }),
  ),
}))

it('reads every filter from its text', () => {
  fc.assert(fc.property(filter, (one) => void expect(parseFilter(renderFilter(one))).toEqual(one)))
})

it('takes no other text for a filter, and never throws', () => {
  for (const text of ['', 'a=b', '(a=b', '(a=b))', '(a)', '(=b)', '(!a=b)', '(a=\\4)', '(&(a=b)', '(a:dn=b)'])
    expect(parseFilter(text), text).toBeUndefined()
  fc.assert(fc.property(fc.string(), (text) => void parseFilter(text)))
})
