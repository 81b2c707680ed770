import fc from 'fast-check'
import { expect, it } from 'vitest'
import { groupBy } from './group-by.js'
import { assign, type Candidate, type ServingNode } from './assign.js'

const node = (id: string, capacity = 1000, clusterId = 'c'): ServingNode => ({ id, clusterId, capacity })
const users = (count: number, clusterIds = ['c']): Candidate[] =>
  Array.from({ length: count }, (_, index) => ({ userId: `u${index}`, clusterIds }))
const loads = (assigned: ReadonlyMap<string, string>) =>
  [...groupBy(assigned.values(), (id) => id)].map(([id, list]) => [id, list.length]).sort()

it('spreads users evenly over the nodes of a cluster [HC-220]', () => {
  expect(loads(assign(users(5), [node('a'), node('b')], new Map()))).toEqual([
    ['a', 3],
    ['b', 2],
  ])
})

it('moves the users of a lost node to the other and leaves the rest alone [HC-222]', () => {
  const before = assign(users(4), [node('a'), node('b')], new Map())

  const after = assign(users(4), [node('b')], before)

  expect(loads(after)).toEqual([['b', 4]])
})

it('changes nothing when nothing has changed [HC-225]', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 5 }), (count, size) => {
      const nodes = Array.from({ length: size }, (_, index) => node(`n${index}`))
      const once = assign(users(count), nodes, new Map())

      expect(assign(users(count), nodes, once)).toEqual(once)
    }),
  )
})

it('moves only the surplus to a node that comes back [HC-225]', () => {
  const alone = assign(users(10), [node('a')], new Map())

  const both = assign(users(10), [node('a'), node('b')], alone)

  expect(loads(both)).toEqual([
    ['a', 5],
    ['b', 5],
  ])
})

it('keeps a user in its cluster while that has a node, and uses another only then [HC-226]', () => {
  const people = users(2, ['c', 'd'])
  const before = assign(people, [node('a'), node('x', 1000, 'd')], new Map())

  expect(loads(before)).toEqual([['a', 2]])
  expect(loads(assign(people, [node('x', 1000, 'd')], before))).toEqual([['x', 2]])
})

it('leaves users unassigned beyond the capacity of the nodes [HC-228]', () => {
  expect(assign(users(5), [node('a', 1), node('b', 2)], new Map()).size).toBe(3)
})
