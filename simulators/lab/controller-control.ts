import type { ControllerStatus, Directory } from '../directory/index.js'
import type { NetworkConditions, OpenEndpointSet } from '../network/index.js'
import type { Wires } from './wires.js'

/** What is done to domain controllers while a lab runs. Names are NetBIOS or full names. */
export interface ControllerControl {
  list(): readonly ControllerStatus[]
  /** Lets a controller run again that was stopped. */
  start(name: string): Promise<void>
  /** Ends a controller: its ports close, and its connections with all that belongs to them are lost. */
  stop(name: string): Promise<void>
  /** Ends a controller and starts it anew. */
  restart(name: string): Promise<void>
  /** What the network before a controller does to those who come by an endpoint set. */
  conditions(name: string, via?: string): NetworkConditions
  /** Slows or partitions a controller, for those who come by one endpoint set or, by default, for everybody. */
  disturb(name: string, conditions: NetworkConditions, via?: string): Promise<void>
}

/** The endpoints of a set that are the first domain controller's. */
const FIRST_CONTROLLER = ['ldap', 'ldaps', 'gc', 'gcs'] as const

export function createControllerControl({ controllers }: Directory, wires: Wires): ControllerControl {
  const sets = (via: string | undefined): readonly OpenEndpointSet[] => {
    wires.needNetwork('network that could be disturbed')
    return via === undefined ? [...wires.network.sets()] : [wires.network.find(via)]
  }
  return {
    list: () => controllers.list(),
    start: (name) => controllers.start(name),
    stop: (name) => controllers.stop(name),
    restart: (name) => controllers.restart(name),
    conditions(name, via = 'main') {
      const controller = controllers.find(name)
      const set = wires.network.get(via)
      return set?.controllerConditions(controller.name) ?? set?.conditions.ldap ?? {}
    },
    async disturb(name, conditions, via) {
      const controller = controllers.find(name)
      for (const set of sets(via)) {
        if (set.controllerConditions(controller.name) === undefined)
          await set.disturb(FIRST_CONTROLLER, conditions)
        else await set.disturbController(controller.name, conditions)
      }
    },
  }
}
