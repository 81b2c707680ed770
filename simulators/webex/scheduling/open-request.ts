import { instant, put, type Core } from '../../core/index.js'
import { keyFor } from '../kms/key-store.js'
import { KmsFault } from '../kms/kms-message.js'
import { calendarRequests, requestName, type CalendarRequest } from '../records/calendar-requests.js'
import { entitlements } from '../records/service-users.js'
import { forbidden, RestFault } from '../rest/rest-fault.js'
import { LIFETIMES_MS } from './request-limits.js'

type NewRequest = Pick<CalendarRequest, 'kind' | 'askerId' | 'name' | 'encryptionKeyUrl'> & {
  readonly content: object
}

/** Puts a person's request where the node that serves the person finds it; the same one again is the one there is. */
export function openRequest(core: Core, wanted: NewRequest, cause: string): CalendarRequest {
  const { world, ids, clock } = core
  if (world.get(entitlements, wanted.askerId) === undefined) {
    throw forbidden('The calendar service does not serve this person.')
  }
  requireOwnKey(core, wanted)
  const known = world.one(calendarRequests, 'name', requestName(wanted))
  if (known !== undefined && (known.answerJson !== null || known.expires > clock.now())) return known

  const { content, ...facts } = wanted
  const now = clock.now()
  const request: CalendarRequest = {
    ...facts,
    id: known?.id ?? ids.uuid(),
    created: now,
    expires: instant(now + LIFETIMES_MS[wanted.kind]),
    contentJson: JSON.stringify(content),
    claim: known?.claim ?? null,
    answerJson: null,
  }
  world.commit({ cause, reason: 'calendar request', writes: [put(calendarRequests, request)] })
  return request
}

/** Nobody has others read with a key that is not theirs. */
function requireOwnKey(core: Core, { askerId, encryptionKeyUrl }: NewRequest): void {
  try {
    keyFor(core, askerId, encryptionKeyUrl)
  } catch (error) {
    if (!(error instanceof KmsFault)) throw error
    throw new RestFault(422, { message: `encryptionKeyUrl: ${error.message}`, cause: error })
  }
}
