import { dirname, join } from 'node:path'
import type { ReadyDocument } from '../simulators/lab/ready-document.js'

const PEOPLE = '(objectCategory=person)(objectClass=user)(!(isCriticalSystemObject=TRUE))'

export interface LabSynchronizer {
  /** Which instance it is; each has a state of its own. */
  readonly id: string
  readonly statusPort?: number | null
  readonly clock?: { readonly kind: 'virtual'; readonly url: string }
}

/** The settings of a synchronizer for a lab, as an administrator would write them for a domain of one's own. */
export function labSettings(ready: ReadyDocument, { id, statusPort = null, clock }: LabSynchronizer): object {
  const { directory, webexCloud, ca } = ready
  return {
    version: 1,
    instance: { id, hostname: `${id}.${domainOf(directory.baseDn)}` },
    stateDir: join(dirname(ca), 'directory-sync', id),
    caFile: ca,
    directory: {
      domain: domainOf(directory.baseDn),
      servers: [directory.ldaps],
      username: directory.admin.upn,
      password: directory.admin.password,
      // The account of the connector has a mailbox, but is nobody.
      users: { filter: `(&${PEOPLE}(!(sAMAccountName=${ready.serviceAccount.down.split('\\')[1] ?? ''})))` },
    },
    cloud: {
      scim: `${new URL(webexCloud.api).origin}/identity/scim`,
      connectorApi: webexCloud.fleet,
      orgId: webexCloud.orgId,
      oauth: {
        tokenUrl: `${webexCloud.api}/access_token`,
        clientId: webexCloud.client.id,
        clientSecret: webexCloud.client.secret,
      },
    },
    statusPort,
    ...(clock === undefined ? {} : { clock }),
  }
}

/** `DC=corp,DC=example,DC=com` is `corp.example.com`. */
function domainOf(baseDn: string): string {
  return [...baseDn.matchAll(/DC=([^,]+)/gi)].map(([, label = '']) => label.toLowerCase()).join('.')
}
