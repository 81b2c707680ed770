import fc from 'fast-check'
import { expect, it } from 'vitest'
import { hydraId, membershipHydraId, parseHydraId } from './hydra-id.js'

const PERSON = '1f2e3d4c-0000-4000-8000-00000000000a'

it('writes the base64 of the ciscospark URI without padding', () => {
  expect(hydraId('PEOPLE', PERSON)).toBe(
    'Y2lzY29zcGFyazovL3VzL1BFT1BMRS8xZjJlM2Q0Yy0wMDAwLTQwMDAtODAwMC0wMDAwMDAwMDAwMGE',
  )
})

it('reads back every id it writes', () => {
  fc.assert(fc.property(fc.uuid(), (uuid) => parseHydraId('ROOM', hydraId('ROOM', uuid)) === uuid))
})

it('reads both base64 alphabets, padded or not', () => {
  const id = Buffer.from(`ciscospark://us/PEOPLE/${PERSON}`).toString('base64')

  expect(parseHydraId('PEOPLE', id)).toBe(PERSON)
  expect(parseHydraId('PEOPLE', id.replaceAll('+', '-').replaceAll('/', '_'))).toBe(PERSON)
})

it('keeps the person and the room of a membership apart by a colon', () => {
  expect(parseHydraId('MEMBERSHIP', membershipHydraId('a', 'b'))).toBe('a:b')
})

it('takes no id of another type', () => {
  expect(parseHydraId('ROOM', hydraId('PEOPLE', PERSON))).toBeUndefined()
  expect(parseHydraId('ROOM', 'nonsense')).toBeUndefined()
})
