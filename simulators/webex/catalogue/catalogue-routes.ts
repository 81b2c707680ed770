import type { Core } from '../../core/index.js'
import { cloudOrigin } from '../../network/index.js'
import { ok } from '../rest/answer.js'
import { bearer, open, route, type Access, type Route } from '../rest/route.js'
import { renderCatalogue } from './catalogue.js'

/**
 * `/u2c/api/v1`: where each service is. The first two are for clients that have not signed in yet.
 * @source webex.md 5. @inferred They tell the same, because every client here is of one organization.
 */
const CATALOGUES: readonly (readonly [path: string, access: Access])[] = [
  ['/u2c/api/v1/limited/catalog', open],
  ['/u2c/api/v1/signin/catalog', open],
  ['/u2c/api/v1/catalog', bearer()],
]

export function catalogueRoutes({ clock }: Core): readonly Route[] {
  return CATALOGUES.map(([path, access]) =>
    route({
      method: 'GET',
      path,
      access,
      handle: ({ exchange: { endpoints } }) =>
        ok(renderCatalogue((service) => cloudOrigin(endpoints, service), clock.now())),
    }),
  )
}
