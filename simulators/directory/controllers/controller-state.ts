import { collectionOf } from '../../core/index.js'

/** What a domain controller does now; one of which nothing is recorded runs. */
export interface ControllerState {
  /** NetBIOS name. */
  readonly name: string
  readonly isRunning: boolean
}

export const controllerStates = collectionOf<ControllerState>()('directory', 'domain-controllers', {
  key: ({ name }) => name,
  streams: () => ['directory.controllers'],
})
