import type { Core, Next, Step } from '../../../core/index.js'
import { known, type EwsExchange } from '../../ews/http/ews-exchange.js'
import { respond } from '../../ews/http/respond.js'
import { firstParts, withUnserved } from './batch.js'
import type { Budgets } from './budgets.js'
import { countParts } from './costs.js'
import { limitRows } from './find-count.js'
import { serverBusy, tooManyConnections } from './refusals.js'
import { rowsIn } from './rows.js'
import { AT_ONCE, type Plan } from './time-budget.js'

/** What passes time, and what holds answers up meanwhile. */
type Line = Pick<Core, 'clock' | 'faults'>

/**
 * Takes a place among the requests of whoever is charged, from when they are known until the answer is written. A
 * server with a full queue has no place for anybody. @source ews.md 7.2, 7.4
 */
function occupy(budgets: Budgets): Step<EwsExchange> {
  return (exchange, next) => {
    if (budgets.isFull) return respond(exchange, 503)
    const { operation } = known(exchange.reading, 'envelope')
    exchange.admission = budgets.admit(known(exchange.caller, 'caller'), operation.name)
    return next()
  }
}

/** Refuses a request that found no place, and one whose budget of time is used up; others it may delay. */
function admit({ clock, faults }: Line): Step<EwsExchange> {
  return (exchange, next) => {
    const admission = known(exchange.admission, 'place')
    if (!admission.hasPlace) throw tooManyConnections(admission)
    admission.parts = countParts(admission.cost, known(exchange.reading, 'envelope').body)
    const plan = admission.budget.time.plan(admission, clock.now())
    if (admission.cost.hangs && plan.kind === 'run') admission.budget.time.charge(admission, clock.now())
    return plan === AT_ONCE ? next() : carryOut(exchange, plan, next)
  }

  function carryOut(exchange: EwsExchange, plan: Plan, next: Next): Promise<void> | void {
    const { budget } = known(exchange.admission, 'place')
    if (plan.kind === 'refused') {
      budget.refused++
      throw serverBusy(plan.backOffMs)
    }
    if (plan.kind === 'partly') serveFirst(exchange, plan)
    if (plan.delayMs === 0) return next()
    budget.delayedMs += plan.delayMs
    return delay(exchange, plan.delayMs, next)
  }

  /** Lab time may go on meanwhile. A client that goes away is not served. */
  async function delay({ http, entry }: EwsExchange, ms: number, next: Next): Promise<void> {
    const release = faults.hold(http.endpoints.name)
    await clock.sleep(ms, http.signal).catch(() => undefined)
    release()
    if (http.signal.aborted) return entry.update({ outcome: 'gone' })
    return next()
  }
}

function serveFirst(exchange: EwsExchange, plan: Extract<Plan, { kind: 'partly' }>): void {
  const admission = known(exchange.admission, 'place')
  const reading = known(exchange.reading, 'envelope')
  const { code, backOffMs } = plan
  admission.unserved = { count: admission.parts - plan.parts, code, backOffMs }
  admission.parts = plan.parts
  admission.budget.refused++
  exchange.reading = { ...reading, body: firstParts(reading.body, admission, plan.parts) }
}

/** Charges what the request has cost. */
function charge({ clock }: Line): Step<EwsExchange> {
  return (exchange, next) => {
    const admission = known(exchange.admission, 'place')
    if (admission.cost.row > 0) admission.rows = rowsIn(known(exchange.result, 'result'))
    admission.budget.time.charge(admission, clock.now())
    return next()
  }
}

/** Cuts what a search may not bring, and answers the parts of a batch that were not served. */
function complete(): Step<EwsExchange> {
  return (exchange, next) => {
    const admission = known(exchange.admission, 'place')
    if (admission.cost.finds) {
      const { body: request } = known(exchange.reading, 'envelope')
      const search = { request, version: known(exchange.version, 'version') }
      exchange.result = limitRows(known(exchange.result, 'result'), search, admission)
    }
    if (admission.unserved !== undefined) {
      const operation = known(exchange.reading, 'envelope').operation.name
      const rest = { operation, unserved: admission.unserved }
      exchange.result = withUnserved(known(exchange.result, 'result'), admission, rest)
    }
    return next()
  }
}

/** The steps of throttling by where they stand in the pipeline; none without budgets. */
export function throttlingSteps(core: Line, budgets: Budgets | undefined) {
  if (budgets === undefined) return { occupy: [], admit: [], charge: [] }
  return { occupy: [occupy(budgets)], admit: [admit(core)], charge: [charge(core), complete()] }
}
