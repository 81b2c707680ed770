import type { Core } from '../../core/index.js'
import type { FleetAdministration } from '../fleet/administration.js'
import { administratorWith } from '../rest/route.js'

/** What Control Hub works with: the world to look things up in, and the fleet's desks for everything that is done. */
export interface ControlHub {
  readonly core: Core
  readonly administration: FleetAdministration
}

/** Who sees everything: any administrator. Who changes something is a full one. */
export const reader = administratorWith('spark-admin:organizations_read')
