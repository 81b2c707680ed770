import type { FaultDetails } from '../interaction.js'
import { answerRequest, refusedWhole } from './answer-request.js'
import type { ErrorCode } from './error-code.js'
import { refusedSubject, type OperationResponse, type SubjectResponse } from './responses.js'
import type { SoapCall } from './soap-call.js'

const LEVELS = ['response', 'user', 'setting'] as const
type Level = (typeof LEVELS)[number]

/** On which level each code is met, unless a fault rule says otherwise. */
const USUAL_LEVEL: Readonly<Partial<Record<ErrorCode, Level>>> = {
  RedirectAddress: 'user',
  RedirectUrl: 'user',
  InvalidUser: 'user',
  InvalidSetting: 'setting',
  SettingIsNotAvailable: 'setting',
}

/**
 * A request that a fault rule refuses. Its details: `level` (`response`, `user` for one user or domain, `setting`),
 * `target` where a redirect leads, and `user` or `setting` when only that one is meant.
 */
export function refuseRequest(call: SoapCall, code: ErrorCode, details: FaultDetails): OperationResponse {
  const { operation, subjects } = call.request
  const level = LEVELS.find((known) => known === details['level']) ?? USUAL_LEVEL[code] ?? 'response'
  if (level === 'response' || operation === 'GetFederationInformation')
    return refusedWhole(operation, { code })

  const answered = answerRequest(call)
  const each = (response: SubjectResponse, at: number) =>
    isMeant(details['user'], subjects[at]) ? refused(response, { code, level, details }) : response
  if (answered.operation === 'GetUserSettings' && answered.users !== undefined) {
    return { ...answered, users: answered.users.map(each) }
  }
  if (answered.operation === 'GetDomainSettings' && answered.domains !== undefined) {
    return { ...answered, domains: answered.domains.map(each) }
  }
  return answered
}

interface Refusal {
  readonly code: ErrorCode
  readonly level: Level
  readonly details: FaultDetails
}

function refused(response: SubjectResponse, { code, level, details }: Refusal): SubjectResponse {
  const { target, setting } = details
  if (level === 'user') return refusedSubject({ code }, target === undefined ? undefined : String(target))
  const struck = response.settings.filter(({ name }) => isMeant(setting, name))
  return {
    ...response,
    settings: response.settings.filter((kept) => !struck.includes(kept)),
    errors: [...response.errors, ...struck.map(({ name }) => ({ code, setting: name }))],
  }
}

/** A rule that names nobody means everybody. */
function isMeant(named: string | number | undefined, one: string | undefined): boolean {
  return named === undefined || String(named).toLowerCase() === one?.toLowerCase()
}
