import type { Core } from '../../core/index.js'
import { ok } from '../rest/answer.js'
import { bearer, open, route, type Route } from '../rest/route.js'
import { ALL_SERVICES, LIMITED_SERVICES, renderCatalogue } from './catalogue.js'

/** `/u2c/api/v1`: where each service is. @source webex.md 5 */
export function catalogueRoutes({ clock }: Core): readonly Route[] {
  const limited = ['/u2c/api/v1/limited/catalog', '/u2c/api/v1/signin/catalog']
  return [
    ...limited.map((path) =>
      route({
        method: 'GET',
        path,
        access: open,
        handle: ({ origin }) => ok(renderCatalogue(origin, LIMITED_SERVICES, clock.now())),
      }),
    ),
    route({
      method: 'GET',
      path: '/u2c/api/v1/catalog',
      access: bearer(),
      handle: ({ origin }) => ok(renderCatalogue(origin, ALL_SERVICES, clock.now())),
    }),
  ]
}
