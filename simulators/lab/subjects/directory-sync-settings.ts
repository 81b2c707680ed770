import { dirname, join } from 'node:path'
import type { Lab } from '../lab.js'
import type { ReadyDocument } from '../ready-document.js'

/** An instance of a synchronizer that is to keep a lab's people in step. */
export interface DirectorySyncInstance {
  /** Each has a state of its own. */
  readonly id: string
  /** Where its status page is served; 0 for any free port. Default: nowhere. */
  readonly statusPort?: number
}

/** Where an instance finds the lab, if not where everybody does, and by which clock it lives. */
interface Way {
  readonly ldaps: string
  /** The origin of the cloud. */
  readonly cloud: string
  readonly clock: { readonly kind: 'real' } | { readonly kind: 'virtual'; readonly url: string }
}

const PEOPLE = '(objectCategory=person)(objectClass=user)(!(isCriticalSystemObject=TRUE))'

/** The settings of a synchronizer for a lab, as an administrator would write them for a domain of one's own. */
export function directorySyncSettings(
  ready: ReadyDocument,
  { id, statusPort }: DirectorySyncInstance,
  way: Way = usualWay(ready),
): object {
  const { directory, webexCloud, ca, serviceAccount } = ready
  const domain = domainOf(directory.baseDn)
  const [, account = serviceAccount.down] = serviceAccount.down.split('\\')
  return {
    version: 1,
    instance: { id, hostname: `${id}.${domain}` },
    stateDir: join(dirname(ca), 'directory-sync', id),
    caFile: ca,
    directory: {
      domain,
      servers: [way.ldaps],
      username: directory.admin.upn,
      password: directory.admin.password,
      // The account of the connector has a mailbox, but is nobody.
      users: { filter: `(&${PEOPLE}(!(sAMAccountName=${account})))` },
    },
    cloud: {
      scim: `${way.cloud}/identity/scim`,
      connectorApi: `${way.cloud}/connector/v1`,
      orgId: webexCloud.orgId,
      oauth: {
        tokenUrl: `${way.cloud}/v1/access_token`,
        clientId: webexCloud.client.id,
        clientSecret: webexCloud.client.secret,
      },
    },
    clock: way.clock,
    ...(statusPort === undefined ? {} : { statusPort }),
  }
}

/** The same with a way into the lab of its own, by which it can live in lab time. */
export async function prepareDirectorySync(lab: Lab, instance: DirectorySyncInstance): Promise<object> {
  const { advertised } = await lab.openEndpointSet({ name: instance.id })
  const { clock } = await lab.prepareSubject({
    node: 1,
    level: 1,
    clock: lab.clock.kind === 'manual' ? 'virtual' : 'real',
    endpointSet: instance.id,
    stateDir: 'nowhere',
    sharedDir: 'nowhere',
  })
  const { ldaps, cloud } = advertised
  return directorySyncSettings(lab.ready, instance, { ldaps, cloud, clock })
}

function usualWay({ directory, webexCloud }: ReadyDocument): Way {
  return { ldaps: directory.ldaps, cloud: new URL(webexCloud.api).origin, clock: { kind: 'real' } }
}

/** `DC=corp,DC=example,DC=com` is `corp.example.com`. */
function domainOf(baseDn: string): string {
  return [...baseDn.matchAll(/DC=([^,]+)/gi)].map(([, label = '']) => label.toLowerCase()).join('.')
}
