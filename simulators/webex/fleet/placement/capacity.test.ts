import { expect, it } from 'vitest'
import { capacityOf, clusterCapacity, nodeCapacity } from './capacity.js'

it.each([
  ['2017', 'medium', 'dedicated', 1, 15_000],
  ['2017', 'medium', 'dedicated', 2, 15_000],
  ['2017', 'medium', 'call', 2, 5_000],
  ['2017', 'small', 'shared', 2, 500],
  ['2017', 'medium', 'shared', 1, 1_000],
  ['2017', 'medium', 'shared', 2, 2_000],
  ['current', 'small', 'dedicated', 2, 5_000],
  ['current', 'medium', 'dedicated', 1, 10_000],
  ['current', 'large', 'dedicated', 2, 15_000],
  ['current', 'small', 'dedicated', 6, 25_000],
  ['current', 'medium', 'dedicated', 4, 30_000],
  ['current', 'large', 'dedicated', 6, 75_000],
  ['current', 'medium', 'message', 1, 4_000],
  ['current', 'medium', 'message', 2, 2_300],
  ['current', 'large', 'callTraversal', 2, 1_000],
] as const)(
  'in %s a cluster of %s nodes, %s, has room as published: %i nodes, %i users [HC-227]',
  (era, size, coResidence, nodes, users) => {
    expect(clusterCapacity(capacityOf(era, { size, coResidence }), nodes)).toBe(users)
  },
)

it('lets a shared medium node take twice as many while the other is missing', () => {
  const shared = capacityOf('2017', { size: 'medium', coResidence: 'shared' })

  expect(nodeCapacity(shared, { nodes: 2, serving: 2 })).toBe(1_000)
  expect(nodeCapacity(shared, { nodes: 2, serving: 1 })).toBe(2_000)
})
