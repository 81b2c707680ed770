import type { HttpExchange } from '../../../network/index.js'
import type { Deployment } from '../deployment.js'
import type { SoapRequest } from './read-envelope.js'

/** What an operation works with. */
export interface SoapCall {
  readonly request: SoapRequest
  readonly deployment: Deployment
  readonly exchange: HttpExchange
}
