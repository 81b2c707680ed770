import type { Evidence } from '../checks/check.js'
import type { JournalEntry } from '../drivers/admin-api.js'
import { type WireExchange, soapOperation } from '../relays/wire.js'

/** How much of the wire one check shows. */
const MAX_EXCHANGES = 4
const MAX_BODY = 2_000
const MAX_JOURNAL = 20

/** Shows the last of the given exchanges, secrets removed, with the journal entries of the same operations. */
export function evidenceOf(
  exchanges: readonly WireExchange[],
  journal: readonly JournalEntry[],
  redact: (text: string) => string,
): Evidence {
  const shown = exchanges.slice(-MAX_EXCHANGES)
  const operations = new Set(shown.map(operationOf))
  return {
    journal: journal
      .filter((entry) => [...operations].some((operation) => isSame(entry.operation, operation)))
      .map((entry) => entry.id)
      .slice(-MAX_JOURNAL),
    wire: shown.map((exchange) => redact(render(exchange))),
  }
}

function operationOf({ request }: WireExchange): string {
  return soapOperation(request.body) || `${request.method} ${request.path.split('?')[0]}`
}

/** The journal names REST operations by their route: `PUT /connector/v1/users/:user/meetings/:id`. */
function isSame(journalled: string, operation: string): boolean {
  if (!journalled.includes(':')) return journalled === operation
  const pattern = journalled.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:\w+/g, '[^/]+')
  return new RegExp(`^${pattern}$`).test(operation)
}

function render({ request, answer }: WireExchange): string {
  const interesting = ['authorization', 'content-type', 'x-anchormailbox', 'soapaction']
  const headers = interesting.flatMap((name) => {
    const value = request.headers[name]
    return value === undefined ? [] : [`${name}: ${String(value)}`]
  })
  return [
    `node ${request.node}, ${request.service} connection ${request.connection}`,
    `${request.method} ${request.path}`,
    ...headers,
    '',
    cut(request.body),
    '',
    `answered ${answer?.status ?? 'nothing yet'}`,
    cut(answer?.body ?? ''),
  ].join('\n')
}

function cut(body: string): string {
  return body.length <= MAX_BODY ? body : `${body.slice(0, MAX_BODY)} … (${body.length} characters)`
}
