import type { Core } from '../../core/index.js'
import type { Route } from '../rest/route.js'
import { joinRoutes } from './join-routes.js'
import { meetingRoutes } from './meeting-routes.js'
import { preferenceRoutes } from './preference-routes.js'
import { readingRoutes } from './reading-routes.js'

/** The Meetings REST API: another door to what the sites hold. */
export function meetingsApiRoutes(core: Core): readonly Route[] {
  return [...joinRoutes(core), ...meetingRoutes(core), ...readingRoutes(core), ...preferenceRoutes(core)]
}
