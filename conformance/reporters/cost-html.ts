import type { Calls, CostToExchange } from '../cost/cost-to-exchange.js'
import { REFERENCE_COST } from '../cost/reference-cost.js'
import { escapeXml } from '../observation/xml-escape.js'
import { describeIdle, figure } from './cost-text.js'

const COLUMNS: readonly (readonly [keyof Calls, string])[] = [
  ['perMeeting', 'per meeting, until decorated'],
  ['afterwards', 'per meeting, afterwards'],
  ['perUserHour', 'per idle user-hour'],
]

const NOTHING: Calls = { perMeeting: 0, afterwards: 0, perUserHour: 0 }

/** What the subject costs Exchange, beside what the reference connector does. */
export function renderCost(cost: CostToExchange): string {
  const names = new Set([...cost.operations, ...REFERENCE_COST.operations].map(nameOf))
  const rows = [...names]
    .sort()
    .map((name) => renderRow(name, callsOf(name, cost), callsOf(name, REFERENCE_COST)))
  const heads = COLUMNS.map(
    ([, title]) => `<th class="number">${title}</th><th class="number">reference</th>`,
  )
  const nodes = cost.nodes.map(({ via, calls }) => `${escapeXml(via)} ${calls}`).join(', ') || 'none'
  return `<section id="cost"><h2>Cost to Exchange</h2>
<p>Calls on average: of ${cost.meetings} decorated meetings, from the first change until each was decorated and in the ten seconds after; and for a user and an hour in which nothing was changed. ${escapeXml(describeIdle(cost))} EWS calls by node: ${nodes}.</p>
<table class="cost"><thead><tr><th>Operation</th>${heads.join('')}</tr></thead><tbody>${rows.join('')}${renderRow('all EWS calls', cost.ews, REFERENCE_COST.ews)}</tbody></table></section>`
}

/** An operation that was measured and never called is none; what was not measured is a dash. */
function callsOf(name: string, { operations, ews }: Pick<CostToExchange, 'operations' | 'ews'>): Calls {
  const found = operations.find((row) => nameOf(row) === name)
  if (found !== undefined) return found
  const none = (field: keyof Calls): number | null => (ews[field] === null ? null : NOTHING[field])
  return {
    perMeeting: none('perMeeting'),
    afterwards: none('afterwards'),
    perUserHour: none('perUserHour'),
  }
}

function renderRow(name: string, own: Calls, reference: Calls): string {
  const cells = COLUMNS.map(
    ([field, title]) =>
      `<td class="number" data-of="${title}">${figure(own[field])}</td><td class="number clause" data-of="reference">${figure(reference[field])}</td>`,
  )
  return `<tr><td class="id">${escapeXml(name)}</td>${cells.join('')}</tr>`
}

function nameOf({ protocol, operation }: { readonly protocol: string; readonly operation: string }): string {
  return `${protocol} ${operation}`
}
