import { backOffOf, describeError, isConnectorError, type ConnectorError } from '../../error.js'
import { isBusy } from '../../ports/busy.js'
import type { CalendarAnswer, CalendarRequest } from '../../ports/calendar-requests.js'
import type { CalendarServices } from '../services.js'
import { answerFreeBusy } from './answer-free-busy.js'
import type { Asker } from './asker.js'
import { scheduleMeeting, type Scheduling } from './schedule-meeting.js'

export interface RequestTools {
  readonly services: CalendarServices
  /** Where a person's mailbox is. */
  readonly locate: (address: string) => Promise<Pick<Asker, 'exchange' | 'mailbox'>>
  readonly signal: AbortSignal
}

/** Waited after the cloud could not be asked, and before a request that failed is tried again. @inferred */
const RETRY_MS = 5_000
/** Switch of the organization; on unless it is turned off. @inferred our design; documents before the current ones have no scheduling (HC-046) */
const SCHEDULING = 'scheduling'
/** What Exchange may answer otherwise a moment later, besides being busy. */
const PASSING_REASONS: ReadonlySet<string> = new Set([
  'ErrorMailboxStoreUnavailable',
  'ErrorConnectionFailed',
  'ErrorImpersonateUserDenied',
])

/** Answers what the people whom this node serves ask of calendars in the Webex app, until the signal is aborted (HC-170). */
export async function followRequests(tools: RequestTools): Promise<void> {
  const { services, signal } = tools
  const { clock, steps, fleet } = services
  /** Requests that are worked on, or rest before they are tried again. */
  const taken = new Set<string>()
  const pause = (ms: number, until = signal): Promise<void> => clock.sleep(ms, until).catch(() => undefined) // woken: looked at by the loops
  const work = async (request: CalendarRequest): Promise<void> => {
    taken.add(request.requestId)
    await pause(await serve(tools, request))
    taken.delete(request.requestId)
  }
  while (!signal.aborted) {
    if (services.config().features[SCHEDULING] === false) {
      await aborted(AbortSignal.any([signal, services.configChange()]))
      continue
    }
    try {
      const open = await services.alarms.during('cloud', 'cloud', () =>
        fleet.requests.open([...taken], signal),
      )
      for (const request of open) if (!taken.has(request.requestId)) void work(request)
    } catch (error) {
      if (signal.aborted) return
      steps.report('failed', { what: 'requests', reason: describeError(error) })
      await pause(RETRY_MS)
    }
  }
}

/** One try; how long the request rests before the next one, which is only made while it has no answer. */
async function serve(tools: RequestTools, request: CalendarRequest): Promise<number> {
  const { services, locate } = tools
  const { requestId, kind, email } = request
  try {
    const { exchange, mailbox } = await locate(email)
    const result = await services.alarms.during('exchange', mailbox.ewsUrl, () =>
      carryOut({ services, exchange, mailbox }, request).catch(refuse),
    )
    if ('retryMs' in result) return result.retryMs
    await services.fleet.requests.answer(requestId, result.answer)
    services.steps.report('answered', { user: email, request: kind, isRefused: 'error' in result.answer })
    return 0
  } catch (error) {
    services.steps.report('failed', { user: email, what: kind, reason: describeError(error) })
    return Math.max(RETRY_MS, backOffOf(error))
  }
}

async function carryOut(asker: Asker, request: CalendarRequest): Promise<Scheduling> {
  if (request.kind === 'schedule') return scheduleMeeting(asker, request)
  return { answer: await answerFreeBusy(asker, request) }
}

/** What Exchange has refused for good is an answer too, in its own words. */
function refuse(error: unknown): { readonly answer: CalendarAnswer } {
  if (!isFinal(error)) throw error
  return { answer: { error: { code: error.reason ?? error.code, message: error.message } } }
}

function isFinal(error: unknown): error is ConnectorError {
  return !isBusy(error) && isConnectorError(error, 'EWS_ERROR') && !PASSING_REASONS.has(error.reason ?? '')
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}
