import type { ManagementServices } from '../management-services.js'
import { refused } from './refusals.js'

type Services = Pick<ManagementServices, 'directory'>

/** Where Exchange keeps objects of its own, below the organization. @source Exchange's layout of the configuration partition */
const CONTAINERS = {
  roleAssignments: 'CN=Role Assignments,CN=RBAC',
  scopes: 'CN=Scopes,CN=RBAC',
  throttling: 'CN=Global Settings',
  remoteDomains: 'CN=Internet Message Formats,CN=Global Settings',
} as const

/** The distinguished name of an object of the organization, as errors about it have it. */
export function configurationDn(
  { directory }: Services,
  container: keyof typeof CONTAINERS,
  name: string,
): string {
  const services = `CN=Microsoft Exchange,CN=Services,${directory.forest.configurationDn}`
  return `CN=${name},${CONTAINERS[container]},CN=${organizationName({ directory })},${services}`
}

export function organizationName({ directory }: Services): string {
  return organizationIn(directory) ?? directory.forest.netbiosDomain
}

/** Recipients need the attributes and the organization that Exchange's set-up gives a forest. */
export function mustBePrepared({ directory }: Services): void {
  if (organizationIn(directory) === undefined)
    throw refused('The directory has not been prepared for Exchange: it has no Exchange organization.')
}

function organizationIn({ tree }: Services['directory']): string | undefined {
  for (const { record } of tree.byValue('objectClass', 'msexchorganizationcontainer')) return record.name
  return undefined
}
