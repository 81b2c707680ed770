import type { SoapCall } from './soap-call.js'
import { isOwnDomain } from './get-domain-settings.js'
import type { OperationResponse } from './responses.js'

/** Whether an organization has a federation trust, and how a token for it is asked for. @source MS-OXWSADISC 3.1.4.2 */
export function getFederationInformation(call: SoapCall): OperationResponse {
  const operation = 'GetFederationInformation'
  const [domain] = call.request.subjects
  if (domain === undefined || domain === '') return { operation, code: 'InvalidRequest' }
  if (!isOwnDomain(call, domain)) return { operation, code: 'InvalidDomain' }
  const { federation } = call.deployment
  return federation === undefined
    ? { operation, code: 'NotFederated' }
    : { operation, code: 'NoError', federation }
}
