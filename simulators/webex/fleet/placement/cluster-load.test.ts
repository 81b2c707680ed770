import fc from 'fast-check'
import { expect, it } from 'vitest'
import { nodeWithRoom, surpluses, type ClusterLoad, type NodeLoad } from './cluster-load.js'

const node = (id: string, load: number, limit = 1000): NodeLoad => ({ id, clusterId: 'c', load, limit })
const cluster = (nodes: readonly NodeLoad[], facts: Partial<ClusterLoad> = {}): ClusterLoad => ({
  id: 'c',
  orgId: 'o',
  resourceGroupId: null,
  assignmentType: 'activeActive',
  limit: Infinity,
  isUpgrading: false,
  nodes,
  ...facts,
})

it('gives the next user to the node that has fewest [HC-220]', () => {
  expect(nodeWithRoom(cluster([node('a', 3), node('b', 2)]))?.id).toBe('b')
})

it('gives all users to the first node where the others are kept in reserve [HC-221]', () => {
  const nodes = [node('a', 3, 4), node('b', 0)]

  expect(nodeWithRoom(cluster(nodes, { assignmentType: 'standard' }))?.id).toBe('a')
})

it('takes nobody beyond what the nodes, or the cluster as a whole, can hold [HC-227]', () => {
  expect(nodeWithRoom(cluster([node('a', 1, 1), node('b', 2, 2)]))).toBeUndefined()
  expect(nodeWithRoom(cluster([node('a', 1), node('b', 2)], { limit: 3 }))).toBeUndefined()
})

it('takes just so many from the fuller nodes that all carry the same [HC-225]', () => {
  const loads = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(loads, (counts) => {
      const nodes = counts.map((load, at) => node(`n${at}`, load))
      const given = new Map(surpluses(cluster(nodes)).map(([{ id }, count]) => [id, count]))
      const kept = nodes.map(({ id, load }) => load - (given.get(id) ?? 0))
      const total = counts.reduce((sum, load) => sum + load, 0)

      expect(Math.max(...kept)).toBeLessThanOrEqual(Math.ceil(total / nodes.length))
      for (const [at, count] of kept.entries()) {
        expect(count).toBeGreaterThanOrEqual(Math.min(counts[at] ?? 0, Math.floor(total / nodes.length)))
      }
    }),
  )
})
