import { z } from 'zod'
import { callOnce, type CloudClient } from '../adapters/webex-cloud/rest.js'
import type { HttpClient } from '../adapters/http/http-client.js'
import type { Subject } from '../config/subject.js'
import { ConnectorError } from '../error.js'
import { PLATFORM } from '../management/versions.js'
import type { ClusterIdentity } from './membership.js'

const registration = z.looseObject({
  orgId: z.string(),
  clusterId: z.string(),
  machineAccount: z.looseObject({ uid: z.string(), password: z.string() }),
})
const node = z.looseObject({ nodeId: z.string() })

/** Registers the cluster with the token that the administrator brought from Control Hub (HC-200). @source webex.md 15.1 */
export async function register(http: HttpClient, subject: Subject): Promise<ClusterIdentity> {
  const { cloud, cluster } = subject
  if (cloud.registration === undefined) {
    throw new ConnectorError('SUBJECT_INVALID', {
      message: 'This primary is not registered: add cloud.registration to its subject document.',
    })
  }
  const { serial, hostname } = subject.node
  const host = { serial, hostname, ...PLATFORM, peers: cluster.peers }
  const body = { ...cloud.registration, host }
  const answer = registration.parse(
    await callOnce(http, { method: 'POST', url: `${cloud.fleet}/registrations`, body }, null),
  )
  const { uid, password } = answer.machineAccount
  return {
    orgId: answer.orgId,
    clusterId: answer.clusterId,
    machineAccount: { uid, password },
  }
}

/** Joins this node to the registered cluster. @source webex.md 15.1 */
export async function joinCluster(client: CloudClient, subject: Subject, clusterId: string): Promise<string> {
  const { serial, hostname } = subject.node
  const url = `${subject.cloud.fleet}/clusters/${clusterId}/nodes`
  return node.parse(await client.call({ method: 'POST', url, body: { serial, hostname } })).nodeId
}
