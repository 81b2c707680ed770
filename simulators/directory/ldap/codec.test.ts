import fc from 'fast-check'
import { expect, it } from 'vitest'
import { BerReader } from './ber/ber-reader.js'
import { BerWriter } from './ber/ber-writer.js'
import { decodeFilter } from './decode-filter.js'
import { decodeEnvelope, decodeRequest } from './decode-request.js'
import { encodeResponse } from './encode-response.js'
import { isMalformed } from './malformed.js'
import { PduReader } from './pdu-reader.js'
import { anyRequest } from './testing/arbitrary-request.js'
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
