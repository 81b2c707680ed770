/** What a developer imports: the lab, its people, and the reference connector to put beside it. */
export * from '../simulators/lab/index.js'
export { DoorError } from './door-error.js'
export type { Connector } from './connector/connector.js'
export {
  startReferenceConnector,
  type ReferenceConnector,
  type ReferenceConnectorOptions,
} from './connector/reference-connector.js'
