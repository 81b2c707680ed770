import { accessTo } from '../mailbox-facts.js'
import { formatBuild } from '../product-numbers.js'
import type { SoapCall } from './soap-call.js'
import { refusalOf } from './request-limits.js'
import {
  refusedSubject,
  type NamedSetting,
  type OperationResponse,
  type SettingError,
  type SubjectResponse,
} from './responses.js'

/** What is told of a whole mail domain. @source ews.md 8.3 */
const DOMAIN_SETTINGS: ReadonlyMap<string, (call: SoapCall) => string | undefined> = new Map([
  ['ExternalEwsUrl', externalEws],
  [
    'ExternalEwsVersion',
    (call: SoapCall) =>
      externalEws(call) === undefined ? undefined : formatBuild(call.deployment.product, 0),
  ],
])

function externalEws({ deployment, exchange }: SoapCall): string | undefined {
  return accessTo(deployment.serverOf(), exchange).external?.ews
}

export function getDomainSettings(call: SoapCall): OperationResponse {
  const operation = 'GetDomainSettings'
  const refusal = refusalOf(call.request, 'domains')
  if (refusal !== undefined) return { operation, ...refusal }
  return {
    operation,
    code: 'NoError',
    domains: call.request.subjects.map((domain) => settingsOf(call, domain)),
  }
}

function settingsOf(call: SoapCall, domain: string): SubjectResponse {
  if (!isOwnDomain(call, domain))
    return refusedSubject({ code: 'InvalidDomain', text: `Invalid domain: '${domain}'` })
  const settings: NamedSetting[] = []
  const errors: SettingError[] = []
  for (const setting of call.request.settings) {
    const read = DOMAIN_SETTINGS.get(setting)
    const value = read?.(call)
    if (value !== undefined) settings.push({ name: setting, value: { kind: 'string', value } })
    else errors.push({ code: read === undefined ? 'InvalidSetting' : 'SettingIsNotAvailable', setting })
  }
  return { code: 'NoError', errors, settings }
}

/** Whether a mail domain is one of the organization's. */
export function isOwnDomain({ deployment }: SoapCall, domain: string): boolean {
  return deployment.recipients.domains().some((own) => own.toLowerCase() === domain.toLowerCase())
}
