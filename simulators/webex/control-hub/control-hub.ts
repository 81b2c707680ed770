import type { Core } from '../../core/index.js'
import type { FleetAdministration } from '../fleet/administration.js'

/** What Control Hub works with: the world to look things up in, and the fleet's desks for everything that is done. */
export interface ControlHub {
  readonly core: Core
  readonly administration: FleetAdministration
}
