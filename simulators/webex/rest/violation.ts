import { CLEAR_TEXT_CODE } from './validation.js'
import type { RestFault } from './rest-fault.js'
import type { Api, Visit } from './visit.js'

/** As what the journal knows what no client may do: `GET /v1/journal?protocol=violation` of the admin API shows them. */
const VIOLATION_PROTOCOL = 'violation'

/** Keeps, beside the refusal, that somebody has sent text that had to be encrypted: which fields, never what was in them. */
export function recordViolation(
  { core }: Api,
  { exchange, route, caller, entry }: Visit,
  fault: RestFault,
): void {
  if (fault.code !== CLEAR_TEXT_CODE) return
  core.journal.record({
    kind: 'message',
    protocol: VIOLATION_PROTOCOL,
    operation: route === undefined ? '' : `${route.method} ${route.path}`,
    via: exchange.endpoints.name,
    connection: exchange.id,
    principal: caller?.name ?? null,
    parent: entry.id,
    outcome: fault.code,
    request: fault.message,
  })
}
