import type { Verdict } from './error-code.js'
import { getDomainSettings } from './get-domain-settings.js'
import { getFederationInformation } from './get-federation-information.js'
import { getUserSettings } from './get-user-settings.js'
import type { OperationName, OperationResponse } from './responses.js'
import type { SoapCall } from './soap-call.js'
import { isRequestable } from './supported-schemas.js'

const OPERATIONS: Readonly<Record<OperationName, (call: SoapCall) => OperationResponse>> = {
  GetUserSettings: getUserSettings,
  GetDomainSettings: getDomainSettings,
  GetFederationInformation: getFederationInformation,
}

export function answerRequest(call: SoapCall): OperationResponse {
  const { request, deployment } = call
  const { requestedServerVersion: version, operation } = request
  if (version === undefined || !isRequestable(deployment.product, version)) {
    return refusedWhole(operation, BAD_VERSION)
  }
  return OPERATIONS[operation](call)
}

export function refusedWhole(operation: OperationName, verdict: Verdict): OperationResponse {
  return { operation, ...verdict }
}

/** @observed ews-managed-api, issue 140, quotes the text */
const BAD_VERSION: Verdict = {
  code: 'InvalidRequest',
  text: 'The RequestedServerVersion header is missing or invalid.',
}
