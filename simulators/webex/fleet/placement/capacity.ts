import type { Appliance } from '../../records/fleet.js'
import type { Era } from '../profile.js'

/** How many users one kind of node takes. */
export interface Capacity {
  /** Users of a cluster of one such node. */
  readonly alone: number
  /** Users of one node while all nodes of its cluster are there. */
  readonly shared: number
  /** Users of one node while another is missing. */
  readonly simplex: number
  /** Users of a cluster of two. */
  readonly pair: number
}

type Sizes = Readonly<Partial<Record<Appliance['size'], Capacity>>>
type Table = Readonly<Partial<Record<Appliance['coResidence'], Sizes>>>

const even = (users: number): Capacity => ({ alone: users, shared: users, simplex: users, pair: users })

/** @source S002 tables 1 and 2: with call and media a medium node takes 1 000, and 2 000 when the other fails */
const TABLE_2017: Table = {
  dedicated: { medium: even(15_000) },
  call: { medium: even(5_000) },
  shared: {
    small: even(500),
    medium: { alone: 1_000, shared: 1_000, simplex: 2_000, pair: 2_000 },
  },
}

/** @source CAP (help.webex.com nv5p67g) */
const TABLE_CURRENT: Table = {
  dedicated: { small: even(5_000), medium: even(10_000), large: even(15_000) },
  message: {
    small: even(1_300),
    medium: { ...even(2_300), alone: 4_000 },
    large: even(3_000),
  },
  callTraversal: { small: even(500), medium: even(1_000), large: even(1_000) },
}

/** The rows of an era; those that its own documents lack are in the others'. @inferred 2019 is as 2017 */
const TABLES: Readonly<Record<Era, readonly Table[]>> = {
  2017: [TABLE_2017, TABLE_CURRENT],
  2019: [TABLE_2017, TABLE_CURRENT],
  current: [TABLE_CURRENT, TABLE_2017],
}

/** @inferred for a combination that no document has: the smallest that any has. */
const UNKNOWN = even(500)

export function capacityOf(era: Era, { size, coResidence }: Appliance): Capacity {
  for (const table of TABLES[era]) {
    const found = table[coResidence]?.[size]
    if (found !== undefined) return found
  }
  return UNKNOWN
}

/** Users of a whole cluster: room is kept for the failure of one node. @source hybrid-calendar.md HC-227 */
export function clusterCapacity(capacity: Capacity, nodes: number): number {
  if (nodes < 2) return capacity.alone
  return nodes === 2 ? capacity.pair : (nodes - 1) * capacity.simplex
}

/** Users of one node, which takes more while another is missing. */
export function nodeCapacity(
  capacity: Capacity,
  { nodes, serving }: { nodes: number; serving: number },
): number {
  if (nodes < 2) return capacity.alone
  return serving < nodes ? capacity.simplex : capacity.shared
}
