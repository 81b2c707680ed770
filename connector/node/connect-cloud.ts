import type { HttpClient, HttpTools } from '../adapters/http/http-client.js'
import { createJose } from '../adapters/jwe.js'
import { createKeys } from '../adapters/kms/keys.js'
import { createKmsTransport } from '../adapters/kms/transport.js'
import { createMercury, type Mercury } from '../adapters/mercury/channel.js'
import { readCatalog } from '../adapters/webex-cloud/catalog.js'
import { createFleet } from '../adapters/webex-cloud/fleet.js'
import { createMachineTokens } from '../adapters/webex-cloud/machine-account.js'
import { createPeople } from '../adapters/webex-cloud/people.js'
import { createCloudClient } from '../adapters/webex-cloud/rest.js'
import { obtainIdentity, obtainNodeId } from '../cluster/membership.js'
import { joinCluster, register } from '../cluster/register.js'
import type { Subject } from '../config/subject.js'
import type { Fleet } from '../ports/fleet.js'
import type { Keys, People } from '../ports/webex.js'
import { createVault } from '../vault/vault.js'
import type { Steps } from './steps.js'

/** The Webex cloud, after registration and log-in. */
export interface Cloud {
  readonly orgId: string
  readonly fleet: Fleet
  readonly people: People
  readonly keys: Keys
  readonly mercury: Mercury
}

export interface CloudTools extends HttpTools {
  readonly http: HttpClient
  readonly steps: Steps
  readonly signal: AbortSignal
}

/** Registers or joins the cluster, unless that was done before, and opens the cloud's services. */
export async function connectCloud(subject: Subject, tools: CloudTools): Promise<Cloud> {
  const { http, clock, activity, dialer, steps, signal } = tools
  const cluster = { subject, vault: createVault(subject.vaultKey), clock, signal }
  const identity = await obtainIdentity(cluster, async () => {
    const registered = await register(http, subject)
    steps.report('registered', { cluster: registered.clusterId })
    return registered
  })
  const { orgId, clusterId, machineAccount: account } = identity
  const links = await readCatalog(http, { catalog: subject.cloud.catalog, orgId })
  const tokens = createMachineTokens({ http, clock, idbroker: links.idbroker, orgId, account })
  const client = createCloudClient({ http, clock, tokens })
  const nodeId = await obtainNodeId(cluster, () => joinCluster(client, subject, clusterId))
  steps.report('joined', { cluster: clusterId, node: nodeId })

  const mercury = createMercury({
    client,
    tokens,
    wdm: links.wdm,
    hostname: subject.node.hostname,
    dialer,
    activity,
    clock,
  })
  const transport = createKmsTransport({ client, encryption: links.encryption, clock })
  return {
    orgId,
    mercury,
    fleet: createFleet({ client, base: subject.cloud.fleet, clusterId, nodeId }),
    people: createPeople(client, links.hydra),
    keys: createKeys({ transport, mercury, clock, jose: createJose(activity) }),
  }
}
