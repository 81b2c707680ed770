import type { Calls, CostToExchange } from '../cost/cost-to-exchange.js'

const COLUMNS = ['until decorated', 'afterwards', 'user and hour'] as const
const GAP = '  '

/** What a subject costs Exchange, for people at a terminal. */
export function renderCostText(cost: CostToExchange): string {
  const rows: readonly (readonly [string, Calls])[] = [
    ...cost.operations.map((row) => [`${row.protocol} ${row.operation}`, row] as const),
    ['all EWS calls', cost.ews],
  ]
  const width = Math.max(...rows.map(([name]) => name.length))
  const line = (name: string, cells: readonly string[]): string =>
    [name.padEnd(width), ...cells.map((cell, index) => cell.padStart(COLUMNS[index]?.length ?? 0))]
      .join(GAP)
      .trimEnd()
  return [
    `Calls for a decorated meeting, of ${cost.meetings}; and for a user and an hour at rest. ${describeIdle(cost)}`,
    `EWS calls by node: ${cost.nodes.map(({ via, calls }) => `${via} ${calls}`).join(', ') || 'none'}`,
    '',
    line('', COLUMNS),
    ...rows.map(([name, { perMeeting, afterwards, perUserHour }]) =>
      line(name, [perMeeting, afterwards, perUserHour].map(figure)),
    ),
  ].join('\n')
}

/** How long the rest was that was measured, and what was no call. */
export function describeIdle({ idle }: CostToExchange): string {
  if (idle === null)
    return 'Nobody was at rest for ten minutes: let lab time pass without changes, at least a quarter of an hour.'
  return `At rest: ${idle.hours} h, ${idle.userHours} user hours, in each ${figure(idle.heartbeats)} heartbeats and ${figure(idle.logOnLegs)} legs of log-ons, which are not counted.`
}

/** Two digits after the point; a dash for what was not measured. */
export function figure(number: number | null): string {
  return number === null ? '–' : number.toFixed(2)
}
