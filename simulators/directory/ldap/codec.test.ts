import fc from 'fast-check'
import { expect, it } from 'vitest'
import { BerReader } from './ber/ber-reader.js'
import { BerWriter } from './ber/ber-writer.js'
import { decodeFilter } from './decode-filter.js'
import { decodeEnvelope, decodeRequest } from './decode-request.js'
import { encodeResponse } from './encode-response.js'
import { isMalformed } from './malformed.js'
import { PduReader } from './pdu-reader.js'
import type { Filter } from './filter.js'
import { renderFilter } from './render-filter.js'
import { anyFilter, anyRequest } from './testing/arbitrary-request.js'
import { anyResponse } from './testing/arbitrary-response.js'
import { decodeResponse } from './testing/decode-response.js'
import { readFilter } from './testing/read-filter.js'
import { encodeRequest } from './testing/encode-request.js'

function decode(pdu: Buffer) {
  const envelope = decodeEnvelope(pdu)
  return { messageId: envelope.messageId, request: decodeRequest(envelope), controls: envelope.controls }
}

it('decodes every request a client can encode, octet for octet', () => {
  fc.assert(
    fc.property(anyRequest, (message) => {
      expect(decode(encodeRequest(message))).toEqual(message)
    }),
  )
})

it('encodes every response as a client decodes it, octet for octet', () => {
  fc.assert(
    fc.property(anyResponse, (message) => {
      const writer = new BerWriter()
      encodeResponse(writer, message)

      expect(decodeResponse(writer.take())).toEqual(message)
    }),
  )
})

/** Parts of substrings that are empty and absent look the same in text, and \`dn\` is no name of a rule there. */
const plainFilter = anyFilter.filter((filter) => !/"(rule|attribute)":"dn"/i.test(JSON.stringify(filter)))

function withoutEmptyEnds(filter: Filter): Filter {
  if (filter.kind === 'not') return { kind: 'not', filter: withoutEmptyEnds(filter.filter) }
  if (filter.kind === 'and' || filter.kind === 'or') {
    return { kind: filter.kind, filters: filter.filters.map(withoutEmptyEnds) }
  }
  if (filter.kind !== 'substrings') return filter
  const whole = (part: Buffer | undefined) => (part?.length === 0 ? undefined : part)
  return { ...filter, initial: whole(filter.initial), final: whole(filter.final) }
}

it('renders every filter as text that means the same', () => {
  fc.assert(
    fc.property(plainFilter, (filter) => {
      expect(readFilter(renderFilter(filter))).toEqual(withoutEmptyEnds(filter))
    }),
  )
})

it.each(['unicodePwd', 'USERPASSWORD', '1.2.840.113556.1.4.90', 'dBCSPwd;binary'])(
  'does not render what a filter compares %s with',
  (attribute) => {
    const filter = {
      kind: 'not',
      filter: { kind: 'equal', attribute, value: Buffer.from('S3cret') },
    } as const

    expect(renderFilter(filter)).toBe(`(!(${attribute}=[redacted]))`)
  },
)

it('finds whole messages however the stream is cut', () => {
  fc.assert(
    fc.property(
      fc.array(anyRequest, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 50 }),
      (messages, size) => {
        const bytes = Buffer.concat(messages.map(encodeRequest))
        const reader = new PduReader(1_000_000)
        const found: unknown[] = []

        for (let at = 0; at < bytes.length; at += size) {
          reader.push(bytes.subarray(at, at + size))
          for (let pdu = reader.next(); pdu !== undefined; pdu = reader.next()) found.push(decode(pdu))
        }

        expect(found).toEqual(messages)
      },
    ),
  )
})

it('answers damaged bytes with one kind of error and nothing else', () => {
  const damaged = fc
    .tuple(anyRequest, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 }), fc.nat(40))
    .map(([message, changes, cut]) => {
      const bytes = encodeRequest(message)
      for (const [at, value] of changes) bytes[at % bytes.length] = value
      return bytes.subarray(0, Math.max(1, bytes.length - (cut > 30 ? cut : 0)))
    })

  fc.assert(
    fc.property(
      fc.oneof(
        damaged,
        fc.uint8Array().map((bytes) => Buffer.from(bytes)),
      ),
      (bytes) => {
        const reader = new PduReader(100_000)
        reader.push(bytes)
        try {
          const pdu = reader.next()
          if (pdu !== undefined) decode(pdu)
        } catch (error) {
          expect(isMalformed(error), String(error)).toBe(true)
        }
      },
    ),
    { numRuns: 3000 },
  )
})

it.each([
  ['the indefinite form', '3080020107420000'],
  ['a length of more than four octets', '308500000000050201074200'],
  ['an element longer than its container', '30050201074a05'],
  ['a tag number above 30', '30061f0102420000'],
  ['an integer without octets', '300402004200'],
  ['a negative message id', '30050201ff4200'],
  ['a message id above 2^31 - 1', '3008020500800000004200'],
  ['an answer in the place of a request', '300c02010165070a010004000400'],
])('refuses %s', (_what, hex) => {
  expect(() => decode(Buffer.from(hex, 'hex'))).toThrow('malformed')
})

it('takes a length in more octets than it needs', () => {
  expect(decode(Buffer.from('308400000005' + '0201' + '07' + '4200', 'hex'))).toMatchObject({ messageId: 7 })
})

it.each([
  ['is not', '3005' + '0403312e32', false],
  ['is not either', '3008' + '0403312e32' + '010100', false],
  ['is', '3008' + '0403312e32' + '0101ff', true],
  ['is, by any octet but zero,', '3008' + '0403312e32' + '010101', true],
])('reads a control that %s critical', (_how, control, isCritical) => {
  const controls = Buffer.from(control, 'hex')
  const body = Buffer.concat([Buffer.from('0201074200', 'hex'), Buffer.of(0xa0, controls.length), controls])

  const decoded = decode(Buffer.concat([Buffer.of(0x30, body.length), body]))

  expect(decoded.controls).toEqual([{ type: '1.2', isCritical, value: undefined }])
})

it('refuses a message above the limit before it has come', () => {
  const reader = new PduReader(1000)
  reader.push(Buffer.from('3084000003e9', 'hex'))

  expect(() => reader.next()).toThrow('1007 bytes')
})

it('refuses a filter that is nested too deep', () => {
  let filter: Buffer = Buffer.from('8702636e', 'hex')
  for (let depth = 0; depth < 2000; depth++) {
    const writer = new BerWriter()
    writer.octets(filter, 0xa2)
    filter = writer.take()
  }

  expect(() => decodeFilter(new BerReader(filter))).toThrow('nested deeper')
})

it('writes lengths of constructed elements in four octets, as Windows does', () => {
  const writer = new BerWriter()
  encodeResponse(writer, {
    messageId: 1,
    response: { kind: 'search', result: { code: 0, matchedDn: '', diagnosticMessage: '', referrals: [] } },
  })

  expect(writer.take().toString('hex')).toBe(
    '308400000010' + '020101' + '658400000007' + '0a0100' + '0400' + '0400',
  )
})

it('writes integers in the fewest octets', () => {
  fc.assert(
    fc.property(fc.integer(), (value) => {
      const writer = new BerWriter()
      writer.integer(value)
      const bytes = writer.take()

      expect(new BerReader(bytes).integer()).toBe(value)
      expect(bytes.length === 3 || !/^(00[0-7]|ff[89a-f])/.test(bytes.subarray(2).toString('hex'))).toBe(true)
    }),
  )
})
