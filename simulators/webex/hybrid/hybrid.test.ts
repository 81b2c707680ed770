import { expect, it } from 'vitest'
import { registerCluster } from '../testing/cluster.js'
import { startWebexLab, type WebexLab } from '../testing/webex-lab.js'

const administration = (lab: WebexLab) => {
  const token = lab.webex.adminToken
  return {
    get: async <T = Readonly<Record<string, unknown>>>(path: string) =>
      (await lab.call({ to: `GET /v1/${path}`, token })).json<{ items: T[] }>().items,
    put: (path: string, json: object) => lab.call({ to: `PUT /v1/${path}`, token, json }),
    group: async (name: string) =>
      (
        await lab.call({
          to: 'POST /connector/v1/resource-groups',
          token,
          json: { name },
        })
      ).json<{
        id: string
      }>().id,
    entitle: (userId: string, json: object) =>
      lab.call({ to: `PATCH /connector/v1/users/${userId}/entitlements`, token, json }),
  }
}

interface Membership {
  readonly id: string
  readonly status: string
}

it('shows who is in which resource group and how it is with each, and moves people', async () => {
  await using lab = await startWebexLab()
  const admin = administration(lab)
  await admin.group('Europe')
  await admin.group('Asia')
  const [europe, asia] = await admin.get<{ id: string; name: string }>('resourceGroups')
  await admin.entitle(lab.idOf('alice'), { calendarResourceGroupId: uuidOf(europe?.id) })

  const [before] = await admin.get<Membership>('resourceGroup/memberships?status=pending')
  const moved = await admin.put(`resourceGroup/memberships/${before?.id}`, {
    ...before,
    resourceGroupId: asia?.id,
  })
  const second = await admin.get('resourceGroup/memberships/v2?type=User')
  const none = await admin.get('resourceGroup/memberships/v2?type=Workspace')

  expect([europe?.name, asia?.name, before?.status]).toEqual(['Europe', 'Asia', 'pending'])
  expect(moved.json()).toMatchObject({ id: before?.id, resourceGroupId: asia?.id })
  expect(second).toMatchObject([{ id: before?.id, resourceGroupId: asia?.id, type: 'User' }])
  expect(none).toEqual([])
})

const uuidOf = (id = '') => Buffer.from(id, 'base64').toString().split('/').at(-1)

it('shows clusters and connectors with their status and alarms to administrators who have the scope', async () => {
  await using lab = await startWebexLab()
  const cluster = await registerCluster(lab)
  const { nodeId } = (await cluster.join('s1')).json<{ nodeId: string }>()
  const alarm = {
    id: '60101',
    severity: 'critical',
    raisedAt: '2026-01-01T00:00:00.000Z',
    title: 't',
    description: 'd',
  }
  await cluster.beat(nodeId, { alarms: [alarm] })

  const clusters = await administration(lab).get('hybrid/clusters')
  const connectors = await administration(lab).get('hybrid/connectors')
  const person = await lab.call({ to: 'GET /v1/hybrid/connectors', token: lab.tokenOf('alice') })

  expect(clusters).toMatchObject([{ name: 'us-expc-connectors' }])
  expect(connectors).toMatchObject([
    { type: 'calendar', status: 'impaired', alarms: [{ severity: 'critical', title: 't' }] },
  ])
  expect(person.status).toBe(403)
})
