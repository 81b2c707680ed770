/** A SOAP fault of the layer below Autodiscover, which comes with HTTP 500. */
export interface SoapFault {
  readonly code: string
  /** The namespace of the code. */
  readonly uri: string
  readonly text: string
}

const ADDRESSING = 'http://www.w3.org/2005/08/addressing'
const DISPATCHER = 'http://schemas.microsoft.com/net/2005/12/windowscommunicationfoundation/dispatcher'
const SECURITY = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd'

/** @observed a report of ews-java-api, issue 697, quotes the text; @inferred the code, by WS-Addressing 1.0 6.4.1 */
export const NO_ACTION: SoapFault = {
  code: 'MessageAddressingHeaderRequired',
  uri: ADDRESSING,
  text: `No Action header was found with namespace '${ADDRESSING}' for the given message.`,
}

/** @observed exchangelib looks for this code, and for "ContractFilter mismatch" in the text */
export function actionNotSupported(action: string): SoapFault {
  return {
    code: 'ActionNotSupported',
    uri: ADDRESSING,
    text:
      `The message with Action '${action}' cannot be processed at the receiver, due to a ContractFilter mismatch at the ` +
      'EndpointDispatcher. This may be because of either a contract mismatch (mismatched Actions between sender and ' +
      'receiver) or a binding/security mismatch between the sender and the receiver. Check that sender and receiver ' +
      'have the same contract and the same binding (including security requirements, e.g. Message, Transport, None).',
  }
}

/** @inferred What every such service says of its own defects. */
export const INTERNAL_FAULT: SoapFault = {
  code: 'InternalServiceFault',
  uri: DISPATCHER,
  text: 'The server was unable to process the request due to an internal error.',
}

/** @inferred What the services for partners say to who brings no token of WS-Security. */
export const INVALID_SECURITY: SoapFault = {
  code: 'InvalidSecurity',
  uri: SECURITY,
  text: 'An error occurred when verifying security for the message.',
}
