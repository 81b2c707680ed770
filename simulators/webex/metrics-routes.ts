import { noContent } from './rest/answer.js'
import { bearer, route, type Route } from './rest/route.js'

/** `/metrics/api/v1`: what clients tell of themselves is taken and forgotten. @source webex.md 12 */
export function metricsRoutes(): readonly Route[] {
  return [
    route({
      method: 'POST',
      path: '/metrics/api/v1/clientmetrics',
      access: bearer(),
      handle: () => noContent,
    }),
  ]
}
