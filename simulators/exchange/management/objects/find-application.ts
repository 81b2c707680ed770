import type { Application } from '../../access/oauth/index.js'
import type { ManagementServices } from '../management-services.js'

/** An application by its id, that of its service principal, or its name. */
export function applicationNamed(
  { applications }: Pick<ManagementServices, 'applications'>,
  wanted: string,
): Application | undefined {
  const lower = wanted.toLowerCase()
  return applications
    .applications()
    .find(({ appId, objectId, displayName }) =>
      [appId, objectId, displayName].some((each) => each.toLowerCase() === lower),
    )
}
