export { createEwsEndpoint, type EwsEndpointOptions } from './http/endpoint.js'
export type { ServerNames } from './http/response-headers.js'
export type { ResponseObserver } from './http/send.js'

export type { ActingMailbox, Caller } from './caller.js'
export type {
  CallOperation,
  EwsInteraction,
  Operation,
  OperationCall,
  OperationRegistry,
  ResponseFrames,
  StreamOperation,
} from './operation.js'
export type { EwsElement, EwsObject, EwsScalar, EwsValue } from './tree.js'

export { ERROR_TEXTS, isErrorCode, type ErrorCode } from './error-texts.js'
export { EwsFault, type FaultDetails } from './ews-fault.js'
export { messagePaths, messageValues } from './message-xml.js'
export { errorMessage, responseMessages, success, warning, type MessageDetails } from './response-message.js'
