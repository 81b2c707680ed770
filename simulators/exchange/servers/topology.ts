/** How many of each an organization has; one unless said otherwise. */
export interface TopologySize {
  /** Default 1. */
  readonly servers?: number
  /** Default: as many as servers, each with its active copy on another one. */
  readonly databases?: number
}

export interface PlannedServer {
  /** NetBIOS name. */
  readonly name: string
}

export interface PlannedDatabase {
  readonly name: string
  /** The servers that have a copy, by preference; the first has the active one. */
  readonly copiesOn: readonly string[]
}

/** The servers and databases of an organization, as the directory and Exchange are both founded on them. */
export interface Topology {
  readonly servers: readonly [PlannedServer, ...PlannedServer[]]
  readonly databases: readonly PlannedDatabase[]
}

/**
 * Names servers after the first (`us-exch1`, `us-exch2`) and gives each database a copy on every one of them, as a
 * database availability group has it.
 */
export function planTopology(firstServer: string, size: TopologySize = {}): Topology {
  const { servers: count = 1, databases = count } = size
  const first = { name: firstServer.toUpperCase() }
  const others = numbers(count - 1).map((number) => ({ name: nextName(first.name, number) }))
  const names = [first, ...others].map(({ name }) => name)
  return {
    servers: [first, ...others],
    databases: numbers(databases).map((number) => ({
      name: `DB${String(number).padStart(2, '0')}`,
      copiesOn: rotated(names, (number - 1) % names.length),
    })),
  }
}

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1)
}

/** `EX01` becomes `EX02`; a name without a number at its end gets one. */
function nextName(first: string, steps: number): string {
  const digits = /\d+$/.exec(first)?.[0] ?? ''
  const number = String(Number(digits === '' ? 1 : digits) + steps)
  return first.slice(0, first.length - digits.length) + number.padStart(digits.length, '0')
}

function rotated(names: readonly string[], by: number): readonly string[] {
  return [...names.slice(by), ...names.slice(0, by)]
}
