import fc from 'fast-check'
import type { Control } from '../control.js'
import type { Filter } from '../filter.js'
import type { BindAuthentication, LdapRequest, RequestMessage, WireAttribute } from '../request.js'

const octets = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes))
const text = fc.string({ unit: 'grapheme', maxLength: 20 })
const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,12}$/)
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })

const attribute: fc.Arbitrary<WireAttribute> = fc.record({
  type: name,
  values: fc.array(octets, { maxLength: 4 }),
})

const { filter } = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ kind: fc.constant('present' as const), attribute: name }),
    fc.record({
      kind: fc.constantFrom(
        'equal' as const,
        'greater-or-equal' as const,
        'less-or-equal' as const,
        'approximate' as const,
      ),
      attribute: name,
      value: octets,
    }),
    fc.record({
      kind: fc.constant('substrings' as const),
      attribute: name,
      initial: maybe(octets),
      any: fc.array(octets, { minLength: 1, maxLength: 3 }),
      final: maybe(octets),
    }),
    fc
      .record({
        kind: fc.constant('extensible' as const),
        rule: maybe(name),
        attribute: maybe(name),
        value: octets,
        dnAttributes: fc.boolean(),
      })
      .filter(({ rule, attribute }) => rule !== undefined || attribute !== undefined),
    fc.record({ kind: fc.constant('not' as const), filter: tie('filter') }),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      filters: fc.array(tie('filter'), { maxLength: 4 }),
    }),
  ),
}))

export const anyFilter: fc.Arbitrary<Filter> = filter

const authentication: fc.Arbitrary<BindAuthentication> = fc.oneof(
  fc.record({ kind: fc.constant('simple' as const), password: octets }),
  fc.record({ kind: fc.constant('sasl' as const), mechanism: name, credentials: maybe(octets) }),
  fc.record({
    kind: fc.constant('sicily' as const),
    step: fc.constantFrom('discovery' as const, 'negotiate' as const, 'response' as const),
    token: octets,
  }),
  fc.record({ kind: fc.constant('unknown' as const), choice: fc.constantFrom(0x81, 0x8c, 0xa4, 0xbe) }),
)

const request: fc.Arbitrary<LdapRequest> = fc.oneof(
  fc.record({
    kind: fc.constant('bind' as const),
    version: fc.constantFrom(2, 3),
    name: text,
    authentication,
  }),
  fc.constant({ kind: 'unbind' as const }),
  fc.record({
    kind: fc.constant('search' as const),
    base: text,
    scope: fc.constantFrom('base' as const, 'one-level' as const, 'subtree' as const, 'subordinate' as const),
    derefAliases: fc.nat(3),
    sizeLimit: fc.nat(),
    timeLimitSeconds: fc.nat(),
    typesOnly: fc.boolean(),
    filter: anyFilter,
    attributes: fc.array(name, { maxLength: 5 }),
  }),
  fc.record({
    kind: fc.constant('modify' as const),
    dn: text,
    modifications: fc.array(
      fc.record({
        kind: fc.constantFrom('add' as const, 'delete' as const, 'replace' as const, 'increment' as const),
        attribute,
      }),
      { maxLength: 4 },
    ),
  }),
  fc.record({
    kind: fc.constant('add' as const),
    dn: text,
    attributes: fc.array(attribute, { maxLength: 4 }),
  }),
  fc.record({ kind: fc.constant('delete' as const), dn: text }),
  fc.record({
    kind: fc.constant('rename' as const),
    dn: text,
    newRdn: text,
    deleteOldRdn: fc.boolean(),
    newSuperior: maybe(text),
  }),
  fc.record({ kind: fc.constant('compare' as const), dn: text, attribute: name, value: octets }),
  fc.record({ kind: fc.constant('abandon' as const), abandonedId: fc.nat() }),
  fc.record({ kind: fc.constant('extended' as const), name, value: maybe(octets) }),
)

export const anyControl: fc.Arbitrary<Control> = fc.record({
  type: name,
  isCritical: fc.boolean(),
  value: maybe(octets),
})

/** Any request message that a client can send. */
export const anyRequest: fc.Arbitrary<RequestMessage> = fc.record({
  messageId: fc.nat(),
  request,
  controls: fc.array(anyControl, { maxLength: 3 }),
})
