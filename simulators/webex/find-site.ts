import type { Core } from '../core/index.js'
import { sites, type Site } from './records/sites.js'
import { RestFault } from './rest/rest-fault.js'

/** The named site of an organization, or its default one. */
export function findSite({ world }: Core, orgId: string, name?: string): Site {
  const own = [...world.by(sites, 'organization', orgId)].map(({ record }) => record)
  const site = own.find((one) => (name === undefined ? one.isDefault : one.name === name))
  if (site !== undefined) return site
  throw new RestFault(422, { code: 'UNKNOWN_SITE', message: 'The organization has no such site.' })
}
