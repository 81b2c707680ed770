import fc from 'fast-check'
import { expect, it } from 'vitest'
import { PlainTypes } from '../codec/plain-types.js'
import { createEwsSchema } from '../codec/schema.js'
import { envelope } from '../testing/serve-operation.js'
import { readEnvelope } from './read-envelope.js'

const types = new PlainTypes(createEwsSchema())
const GET_ITEM =
  '<m:GetItem><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape><m:ItemIds><t:ItemId Id="AAMk"/></m:ItemIds></m:GetItem>'
const request = envelope(GET_ITEM, '<t:RequestServerVersion Version="Exchange2013"/>')

it('reads operation, version and body', () => {
  expect(readEnvelope(types, request)).toMatchObject({
    kind: 'request',
    operation: { name: 'GetItem' },
    headers: { version: 'Exchange2013' },
    body: {
      ItemShape: { BaseShape: 'IdOnly' },
      ItemIds: { $each: [{ name: 'ItemId', value: { '@Id': 'AAMk' } }] },
    },
    violation: undefined,
  })
})

it('leaves an unknown version to its own fault, and another bad header to the schema', () => {
  const odd = envelope(
    GET_ITEM,
    '<t:RequestServerVersion Version="Exchange2030"/><t:DateTimePrecision>Days</t:DateTimePrecision>',
  )

  const reading = readEnvelope(types, odd)

  expect(reading).toMatchObject({ headers: { version: 'Exchange2030' } })
  expect(reading.kind === 'request' && [...reading.headers.violations.keys()]).toEqual(['DateTimePrecision'])
})

it('says that a request is not well-formed before it says that it breaks the schema', () => {
  const both = request.replace('<m:ItemIds>', '<m:Odd/><m:ItemIds>').replace('</s:Envelope>', '')

  expect(readEnvelope(types, both).kind).toBe('malformed')
})

it('gives only the first violation', () => {
  const reading = readEnvelope(types, request.replace('IdOnly', 'Odd').replace('Id="AAMk"', ''))

  expect(reading).toMatchObject({ body: {}, violation: { text: expect.stringContaining("'Odd'") as string } })
})

it('keeps text that comes in pieces, and drops comments', () => {
  const split = request.replace('IdOnly', 'Id<!-- - --><![CDATA[On]]>&#x6c;y')

  expect(readEnvelope(types, split)).toMatchObject({ body: { ItemShape: { BaseShape: 'IdOnly' } } })
})

it('answers for any damage to a request, and never throws', () => {
  const damage = fc.tuple(
    fc.nat(request.length),
    fc.nat(40),
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('<', '</', '&', ']]>', '"', '<!DOCTYPE', '<?', ' xmlns=""'),
    ),
  )

  fc.assert(
    fc.property(damage, ([at, length, instead]) => {
      const { kind } = readEnvelope(types, request.slice(0, at) + instead + request.slice(at + length))
      expect(['malformed', 'unknown', 'request']).toContain(kind)
    }),
    { numRuns: 2000, seed: 1 },
  )
})
