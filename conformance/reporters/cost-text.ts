import type { Calls, CostToExchange } from '../cost/cost-to-exchange.js'

const COLUMNS = ['per meeting', 'afterwards', 'per idle user-hour'] as const
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
    `Calls on average, of ${cost.meetings} decorated meetings. ${describeIdle(cost)}`,
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
    return 'The lab was at rest for less than ten minutes, so nothing is said of idle users: let lab time pass without changes, and ask again with exwex report cost.'
  return `At rest: ${idle.hours} h, ${idle.userHours} user-hours. No calls, but there as well in each: ${figure(idle.heartbeats)} heartbeats, ${figure(idle.logOnLegs)} legs of log-ons.`
}

/** Two digits after the point; a dash for what was not measured. */
export function figure(number: number | null): string {
  return number === null ? '–' : number.toFixed(2)
}
