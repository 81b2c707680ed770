import { z } from 'zod'
import type { Core } from '../../core/index.js'
import { cloudOrigin } from '../../network/index.js'
import { ok, type Answer } from '../rest/answer.js'
import { invalid } from '../rest/rest-fault.js'
import { bearer, open, route, type Call, type Route } from '../rest/route.js'
import { renderCatalogue, renderCatalogueV2 } from './catalogue.js'

/** The timestamp of a client is there to get past caches. @source webex.md 5 */
const catalogueQuery = z.looseObject({
  format: z.enum(['hostmap', 'U2CV2']).default('hostmap'),
  timestamp: z.string().optional(),
})
/** Who has not signed in says whom the catalogue is for, or that the nearest will do. @source webex.md 5 */
const limitedQuery = catalogueQuery.extend({
  orgId: z.uuid().optional(),
  emailhash: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be the SHA-256 of the address in lower case')
    .optional(),
  userId: z.string().optional(),
  mode: z.enum(['DEFAULT_BY_PROXIMITY']).optional(),
})

type CatalogueQuery = z.output<typeof catalogueQuery>
type LimitedQuery = z.output<typeof limitedQuery>

const U2C_PATH = '/u2c/api/v1'

/**
 * `/u2c/api/v1`: where each service is. Two of them are for clients that have not signed in yet. @source webex.md 5
 * @inferred They tell the same, because every client here is of one region.
 */
export function catalogueRoutes({ clock }: Core): readonly Route[] {
  return [
    ...['limited', 'signin'].map((kind) =>
      route({
        method: 'GET',
        path: `${U2C_PATH}/${kind}/catalog`,
        access: open,
        query: limitedQuery,
        handle: limited,
      }),
    ),
    route({
      method: 'GET',
      path: `${U2C_PATH}/catalog`,
      access: bearer(),
      query: catalogueQuery,
      handle: (call) => catalogue(call, call.who().orgId),
    }),
  ]

  function limited(call: Call<undefined, LimitedQuery>): Answer {
    const { orgId, emailhash, userId, mode } = call.query
    if ((orgId ?? emailhash ?? userId ?? mode) === undefined) {
      throw invalid('One of orgId, emailhash, userId and mode is required.')
    }
    return catalogue(call, orgId ?? null)
  }

  function catalogue(
    { exchange: { endpoints }, query }: Pick<Call<undefined, CatalogueQuery>, 'exchange' | 'query'>,
    orgId: string | null,
  ): Answer {
    const originOf = (service: Parameters<typeof cloudOrigin>[1]) => cloudOrigin(endpoints, service)
    return ok(
      query.format === 'U2CV2'
        ? renderCatalogueV2(originOf, clock.now(), orgId)
        : renderCatalogue(originOf, clock.now()),
    )
  }
}
