import fc from 'fast-check'
import type { LdapResponse, LdapResult } from '../response.js'
import { anyControl } from './arbitrary-request.js'
import type { DecodedResponse } from './decode-response.js'

const octets = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes))
const text = fc.string({ unit: 'grapheme', maxLength: 40 })

const result: fc.Arbitrary<LdapResult> = fc.record({
  code: fc.nat(4096),
  matchedDn: text,
  diagnosticMessage: text,
  referrals: fc.array(text, { maxLength: 2 }),
})

const response: fc.Arbitrary<LdapResponse> = fc.oneof(
  fc.record({
    kind: fc.constant('entry' as const),
    dn: text,
    attributes: fc.array(fc.record({ name: text, values: fc.array(octets, { maxLength: 4 }) }), {
      maxLength: 5,
    }),
  }),
  fc.record({
    kind: fc.constant('reference' as const),
    urls: fc.array(text, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constantFrom(
      'search' as const,
      'modify' as const,
      'add' as const,
      'delete' as const,
      'rename' as const,
      'compare' as const,
    ),
    result,
  }),
  fc.record(
    { kind: fc.constant('bind' as const), result, serverCredentials: octets },
    { requiredKeys: ['kind', 'result'] },
  ),
  fc.record(
    { kind: fc.constant('extended' as const), result, name: text, value: octets },
    { requiredKeys: ['kind', 'result'] },
  ),
  fc.record(
    { kind: fc.constant('intermediate' as const), name: text, value: octets },
    { requiredKeys: ['kind', 'name'] },
  ),
)

/** Any message that the server can send. */
export const anyResponse: fc.Arbitrary<DecodedResponse> = fc.record({
  messageId: fc.nat(),
  response,
  controls: fc.array(anyControl, { maxLength: 3 }),
})
