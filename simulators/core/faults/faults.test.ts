import { expect, it } from 'vitest'
import { createIds, createRandom, Faults } from '../index.js'

const createFaults = () => new Faults(createIds(createRandom(1)))
const getItem = { protocol: 'ews', via: 'main', operation: 'GetItem', target: 'alice@ent-pa.example' }

it('strikes what matches, in any case of letters, and nothing else', () => {
  const faults = createFaults()
  faults.add({
    match: { protocol: 'ews', target: 'Alice@ENT-PA.example' },
    act: { kind: 'status', status: 503 },
  })

  expect(faults.strike('before', getItem)?.act).toEqual({ kind: 'status', status: 503 })
  expect(faults.strike('before', { ...getItem, target: 'bob@ent-pa.example' })).toBeUndefined()
  expect(faults.strike('after', getItem)).toBeUndefined()
  expect(faults.strike('before', { protocol: 'ews', via: 'main' })).toBeUndefined()
})

it('lets some pass, acts on some, and is then used up', () => {
  const faults = createFaults()
  faults.add({ match: {}, act: { kind: 'reset' }, limit: { skip: 1, times: 2 } })

  const struck = [1, 2, 3, 4].map(() => faults.strike('before', getItem) !== undefined)

  expect(struck).toEqual([false, true, true, false])
  expect(faults.list()).toMatchObject([{ matched: 4, acted: 2 }])
})

it('goes on to the next rule when the first is used up', () => {
  const faults = createFaults()
  faults.add({ id: 'once', match: {}, act: { kind: 'reset' }, limit: { times: 1 } })
  faults.add({ id: 'always', match: {}, act: { kind: 'silence' } })

  expect([1, 2].map(() => faults.strike('before', getItem)?.rule)).toEqual(['once', 'always'])
})

it('refuses a second rule of the same name and forgets removed ones', () => {
  const faults = createFaults()
  faults.add({ id: 'mine', match: {}, act: { kind: 'reset' } })

  expect(() => faults.add({ id: 'mine', match: {}, act: { kind: 'reset' } })).toThrow(/already a fault rule/)
  expect(faults.remove('mine')).toBe(true)
  expect(faults.strike('before', getItem)).toBeUndefined()
})

it('counts what is held up, by its way in', () => {
  const faults = createFaults()
  const release = faults.hold('node1')
  faults.hold('node2')

  expect([faults.held('node1'), faults.held('main')]).toEqual([1, 0])
  release()
  expect(faults.held('node1')).toBe(0)
})
