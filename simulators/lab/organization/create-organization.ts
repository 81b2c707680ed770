import type { Core } from '../../core/index.js'
import type { LabOptions } from '../lab-options.js'
import { createDefaultOrganization } from './default-organization.js'
import { growOrganization } from './grow-organization.js'
import type { Organization } from './organization.js'

/** The organization that the options ask for. */
export async function createOrganization(core: Core, options: LabOptions): Promise<Organization> {
  const { users, domain, netbios } = options
  const ids = core.ids.fork('organization')
  const organization = createDefaultOrganization({
    ids,
    ...(domain === undefined ? {} : { domain }),
    ...(netbios === undefined ? {} : { netbios }),
  })
  return users === undefined
    ? organization
    : growOrganization(organization, { users, ids, random: core.random.fork('organization') })
}
