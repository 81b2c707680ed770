import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import type { Subject } from '../config/subject.js'
import { createRealClock } from '../time-and-chance/real-clock.js'
import { createVault } from '../vault/vault.js'
import { obtainIdentity, obtainNodeId, type ClusterTools, type Register } from './membership.js'

const VAULT_KEY = Buffer.alloc(32, 1).toString('base64')
const IDENTITY = {
  clusterId: 'c1',
  orgId: 'o1',
  machineAccount: { uid: 'm', password: 'canary' },
}

function createTools(sharedDir: string, primary: boolean): ClusterTools {
  const subject = {
    cluster: { name: 'c', primary, sharedDir, peers: [] },
    stateDir: join(sharedDir, primary ? 'node1' : 'node2'),
  } as unknown as Subject
  return {
    subject,
    vault: createVault(VAULT_KEY),
    clock: createRealClock(),
    signal: AbortSignal.timeout(15_000),
  }
}

it('registers once; afterwards both nodes know the cluster, and the password is sealed [HC-018 HC-202]', async () => {
  const sharedDir = mkdtempSync(join(tmpdir(), 'exwex-cluster-'))
  const register = vi.fn<Register>(async () => IDENTITY)
  const refuse: Register = async () => expect.fail('a peer never registers')

  const peer = obtainIdentity(createTools(sharedDir, false), refuse)
  const primary = await obtainIdentity(createTools(sharedDir, true), register)
  const restarted = await obtainIdentity(createTools(sharedDir, true), register)

  expect([primary, await peer, restarted]).toEqual([IDENTITY, IDENTITY, IDENTITY])
  expect(register).toHaveBeenCalledOnce()
  expect(readFileSync(join(sharedDir, 'cluster.json'), 'utf8')).not.toContain('canary')
})

it('joins once and keeps the id of the node', async () => {
  const tools = createTools(mkdtempSync(join(tmpdir(), 'exwex-cluster-')), true)
  const joinCluster = vi.fn<() => Promise<string>>(async () => 'n1')

  expect([await obtainNodeId(tools, joinCluster), await obtainNodeId(tools, joinCluster)]).toEqual([
    'n1',
    'n1',
  ])
  expect(joinCluster).toHaveBeenCalledOnce()
})
