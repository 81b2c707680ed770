import type { Core } from '../../core/index.js'
import type { LabOptions } from '../lab-options.js'
import { foundOrganization } from './found-organization.js'
import { growOrganization } from './grow-organization.js'
import { deployOrganization } from './deploy-organization.js'
import type { ReadOrganization } from './organization-file.js'
import type { Organization } from './organization.js'
import { builtInOrganization } from './read-organization.js'

/** The organization that the options ask for. */
export async function createOrganization(core: Core, options: LabOptions): Promise<Organization> {
  const { users, domain, netbios } = options
  const ids = core.ids.fork('organization')
  const organization = foundOrganization(await fileOf(options), {
    ids,
    ...(domain === undefined ? {} : { domain }),
    ...(netbios === undefined ? {} : { netbios }),
  })
  const grown =
    users === undefined
      ? organization
      : await growOrganization(organization, { users, ids, random: core.random.fork('organization') })
  return deployOrganization(grown, options)
}

/** People that are added have mailboxes, so that the directory is prepared for them. */
async function fileOf({ organization = 'ent-pa', users = 0 }: LabOptions): Promise<ReadOrganization> {
  const file = await readFile(organization)
  return users > 0 ? { ...file, fresh: false } : file
}

async function readFile(organization: NonNullable<LabOptions['organization']>): Promise<ReadOrganization> {
  if (typeof organization === 'string') return builtInOrganization(organization)
  const { checkOrganization } = await import('./parse-organization.js')
  return checkOrganization(organization)
}
