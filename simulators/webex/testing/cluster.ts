import { formatMilliseconds } from '../../core/index.js'
import type { CallAnswer } from './call.js'
import type { WebexLab } from './webex-lab.js'

/** A registered cluster, as its nodes know it. */
export interface TestCluster {
  readonly clusterId: string
  readonly orgId: string
  readonly token: string
  join(serial: string): Promise<CallAnswer>
  beat(nodeId: string, connector?: Readonly<Record<string, unknown>>): Promise<CallAnswer>
  /** Reports that the people can be served, or with -1 that they cannot. */
  discovered(aliases: readonly string[], score?: number): Promise<CallAnswer>
  assignments(nodeId: string, query?: string): Promise<CallAnswer>
}

export const HOST = 'us-expc-connector1.ent-pa.example'

export const registrationOf = (permission: { bootstrapToken: string; code: string }) => ({
  ...permission,
  host: { serial: 'S1', hostname: HOST, platform: 'expressway-c', platformVersion: 'X12.5.9', peers: [] },
})

/** Registers a cluster and signs in with its machine account, as a connector does. */
export async function registerCluster(lab: WebexLab): Promise<TestCluster> {
  const permission = await lab.webex.preregister({ displayName: 'us-expc-connectors', hostname: HOST })
  const registered = (
    await lab.call({ to: 'POST /connector/v1/registrations', json: registrationOf(permission) })
  ).json<{ clusterId: string; orgId: string; machineAccount: { uid: string; password: string } }>()
  const { clusterId, orgId, machineAccount } = registered
  const token = await signIn(lab, orgId, machineAccount)
  const cluster = `/connector/v1/clusters/${clusterId}`

  return {
    clusterId,
    orgId,
    token,
    join: (serial) =>
      lab.call({
        to: `POST ${cluster}/nodes`,
        token,
        json: { serial, hostname: `${serial.toLowerCase()}.ent-pa.example` },
      }),
    beat: (nodeId, connector = {}) =>
      lab.call({
        to: `POST ${cluster}/nodes/${nodeId}/heartbeat`,
        token,
        json: {
          sentAt: formatMilliseconds(lab.core.clock.now()),
          host: { uptimeSeconds: 1, platformVersion: 'X12.5.9', maintenanceMode: 'off' },
          connectors: [{ type: 'c_cal', version: '8.11', state: 'running', enabled: true, ...connector }],
        },
      }),
    discovered: (aliases, score = 100) =>
      lab.call({
        to: `POST ${cluster}/discovery-results`,
        token,
        json: {
          events: aliases.map((alias) => ({
            userId: lab.idOf(alias),
            serviceType: 'squared-fusion-cal',
            score,
            isOperational: score >= 0,
            ...(score < 0 ? { error: { code: 'ErrorNonExistentMailbox', message: 'no mailbox' } } : {}),
          })),
        },
      }),
    assignments: (nodeId, query = 'since=0') =>
      lab.call({ to: `GET /connector/v1/nodes/${nodeId}/assignments?${query}`, token }),
  }
}

async function signIn(
  lab: WebexLab,
  orgId: string,
  account: { readonly uid: string; readonly password: string },
): Promise<string> {
  const assertion = await lab.call({
    to: `POST /idb/token/${orgId}/v2/actions/GetBearerToken/invoke`,
    json: { uid: account.uid, password: account.password },
  })
  const granted = await lab.call({
    to: 'POST /idb/oauth2/v1/access_token',
    form: {
      grant_type: 'urn:ietf:params:oauth:grant-type:saml2-bearer',
      assertion: assertion.json<{ BearerToken: string }>().BearerToken,
      scope: 'spark:all spark:kms',
    },
  })
  return granted.json<{ access_token: string }>().access_token
}

/** Joins a host to its cluster and lets it live. */
export async function joinNode(cluster: TestCluster, serial: string): Promise<string> {
  const { nodeId } = (await cluster.join(serial)).json<{ nodeId: string }>()
  await cluster.beat(nodeId)
  return nodeId
}
