import { mkdirSync, watch } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { MachineAccount } from '../adapters/webex-cloud/machine-account.js'
import type { Subject } from '../config/subject.js'
import { ConnectorError } from '../error.js'
import type { Clock } from '../time-and-chance/clock.js'
import type { Vault } from '../vault/vault.js'
import { readJson, writeJson } from './files.js'

const sharedFile = z.strictObject({
  version: z.literal(1),
  clusterId: z.string(),
  orgId: z.string(),
  /** The password is sealed with the vault key. */
  machineAccount: z.strictObject({ uid: z.string(), password: z.string() }),
})
const nodeFile = z.strictObject({ version: z.literal(1), nodeId: z.string() })

/** What registration gave the cluster; all nodes work with it (HC-202). */
export interface ClusterIdentity {
  readonly clusterId: string
  readonly orgId: string
  readonly machineAccount: MachineAccount
}

export interface ClusterTools {
  readonly subject: Subject
  readonly vault: Vault
  readonly clock: Clock
  readonly signal: AbortSignal
}

/** The primary's registration with the cloud, see `register.ts`. */
export type Register = () => Promise<ClusterIdentity>

/** Looked at this often while waiting for the primary, besides watching the directory. */
const LOOK_MS = 5_000

/** The cluster's identity: as stored, or from a registration (primary), or from the primary's (peer). */
export async function obtainIdentity(tools: ClusterTools, register: Register): Promise<ClusterIdentity> {
  const stored = readIdentity(tools)
  if (stored !== null) return stored
  if (!tools.subject.cluster.primary) return waitForIdentity(tools)
  const identity = await register()
  const { clusterId, orgId, machineAccount } = identity
  const sealed = { uid: machineAccount.uid, password: tools.vault.seal(machineAccount.password) }
  writeJson(identityPath(tools.subject), { version: 1, clusterId, orgId, machineAccount: sealed })
  return identity
}

function readIdentity({ subject, vault }: ClusterTools): ClusterIdentity | null {
  const stored = readJson(identityPath(subject))
  if (stored === null) return null
  const { clusterId, orgId, machineAccount } = sharedFile.parse(stored)
  return {
    clusterId,
    orgId,
    machineAccount: { uid: machineAccount.uid, password: vault.open(machineAccount.password) },
  }
}

async function waitForIdentity(tools: ClusterTools): Promise<ClusterIdentity> {
  mkdirSync(tools.subject.cluster.sharedDir, { recursive: true })
  while (!tools.signal.aborted) {
    const change = nextChange(tools)
    const found = readIdentity(tools)
    if (found !== null) {
      change.forget()
      return found
    }
    await change.seen
  }
  throw new ConnectorError('STOPPED', { message: 'The node was stopped before the cluster was registered.' })
}

/** Resolves at the next change of the shared directory, or when it is time to look again. */
function nextChange({ subject, clock, signal }: ClusterTools): { seen: Promise<void>; forget: () => void } {
  const done = new AbortController()
  const watcher = watch(subject.cluster.sharedDir, () => done.abort())
  const seen = clock.sleep(LOOK_MS, AbortSignal.any([done.signal, signal])).catch(() => undefined) // woken early: look now
  return { seen: seen.finally(() => watcher.close()), forget: () => done.abort() }
}

function identityPath(subject: Subject): string {
  return join(subject.cluster.sharedDir, 'cluster.json')
}

/** This node's id in the cloud: as stored, or from joining the cluster. */
export async function obtainNodeId(
  { subject }: ClusterTools,
  joinCluster: () => Promise<string>,
): Promise<string> {
  const path = join(subject.stateDir, 'node.json')
  const stored = readJson(path)
  if (stored !== null) return nodeFile.parse(stored).nodeId
  const nodeId = await joinCluster()
  writeJson(path, { version: 1, nodeId })
  return nodeId
}
