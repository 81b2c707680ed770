import fc from 'fast-check'
import { expect, it } from 'vitest'
import { instant } from '../../../core/index.js'
import { readChangeKey, writeTypeOnlyChangeKey } from './change-key.js'
import { createEwsIds, type EwsId } from './ews-ids.js'
import { createUid, globalObjectId } from './global-object-id.js'
import { compressRuns, expandRuns } from './run-length.js'

const mailbox = '9362c853-fa03-45d1-9d7c-ef09db45f783'

const ids = fc.record({
  folder: fc.nat(2 ** 31 - 1),
  number: fc.nat(2 ** 31 - 1),
  date: fc.integer({ min: -10_000, max: 100_000 }),
})

it('reads every id that it writes', () => {
  const codec = createEwsIds()

  fc.assert(
    fc.property(ids, fc.uuid(), ({ folder, number, date }, guid) => {
      const all: readonly EwsId[] = [
        { kind: 'folder', mailbox: guid, folder },
        { kind: 'item', mailbox: guid, folder, number },
        { kind: 'occurrence', mailbox: guid, folder, number, date: date * 86_400_000 },
      ]
      expect(all.map((id) => codec.read(codec.write(id)))).toEqual(all)
    }),
  )
})

it('has the lengths and the beginnings of the product', () => {
  const codec = createEwsIds()
  const item = { mailbox, folder: 0x123456789abc, number: 0x923456789abc }

  const plain = codec.write({ kind: 'item', ...item })
  const occurrence = codec.write({ kind: 'occurrence', ...item, date: 1_772_409_600_000 })

  expect(plain).toMatch(/^AAMkA.{147}$/)
  expect(occurrence).toMatch(/^A[AQ]MkA.*F(RAAg|A)/)
})

it.each(['', 'DUMMY', 'AAMkAD', 'AQMkAA==', '!!!'])('refuses %j', (text) => {
  expect(createEwsIds().read(text)).toBeUndefined()
})

it('reads the id of an attachment, which is no id of an item', () => {
  const codec = createEwsIds()
  const owner = { kind: 'item', mailbox, folder: 0x123456789abc, number: 0x923456789abc } as const

  fc.assert(
    fc.property(fc.array(fc.nat(2 ** 31 - 1), { minLength: 1, maxLength: 4 }), (path) => {
      const written = codec.writeAttachment({ owner, path })
      expect(codec.readAttachment(written)).toEqual({ owner, path })
      expect(codec.read(written)).toBeUndefined()
    }),
  )
  expect(codec.writeAttachment({ owner, path: [0x7f3456789abc] })).toMatch(/^AAMkA.{143}AAABEgAQA/)
  expect(codec.readAttachment(codec.write(owner))).toBeUndefined()
})

it('expands every run that it compresses', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 1200 }), (bytes) => {
      const plain = Buffer.from(bytes)
      expect(expandRuns(compressRuns(plain))).toEqual(plain)
    }),
  )
  expect(expandRuns(Buffer.from([1, 2, 2]))).toBeUndefined()
})

it('reads change keys in full, of the type alone, and nonsense', () => {
  const full = createEwsIds().changeKey('CalendarItem', mailbox, 0x928ff92)

  expect(full).toMatch(/^DwAAABYAAAC.{29}$/)
  expect(readChangeKey(full)).toEqual({ kind: 'full', change: 0x928ff92 })
  expect(writeTypeOnlyChangeKey('CalendarItem')).toBe('DwAAAA==')
  expect(readChangeKey('DwAAAA==')).toEqual({ kind: 'typeOnly' })
  expect(readChangeKey(undefined)).toEqual({ kind: 'absent' })
  expect(readChangeKey('garbage')).toEqual({ kind: 'invalid' })
})

it('makes a UID out of a global object id and wraps a foreign one', () => {
  const uid = createUid(instant(1_772_409_600_000), Buffer.alloc(16, 7))

  expect(uid).toHaveLength(112)
  expect(globalObjectId(uid).toString('hex').toUpperCase()).toBe(uid)
  expect(globalObjectId('abc@example').toString('latin1')).toContain('vCal-Uid\x01\0\0\0abc@example\0')
})
