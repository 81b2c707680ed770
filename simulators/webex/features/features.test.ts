import { expect, it } from 'vitest'
import { connectMercury } from '../testing/mercury-client.js'
import { startWebexLab } from '../testing/webex-lab.js'

interface Lists {
  readonly developer?: readonly { readonly key: string; readonly val: string }[]
  readonly entitlement: readonly { readonly key: string }[]
  readonly user: readonly { readonly key: string }[]
}

it('tells a client with its registration what its user is entitled to', async () => {
  await using lab = await startWebexLab()
  const device = await lab.call({ to: 'POST /wdm/api/v1/devices', token: lab.tokenOf('alice'), json: {} })

  expect(device.json<{ features: Lists }>().features).toMatchObject({
    developer: [],
    entitlement: [{ key: 'squaredFusionCal', val: 'true' }],
    user: [],
  })
})

it('tells all clients of a person when a toggle is changed, and keeps it', async () => {
  await using lab = await startWebexLab()
  const token = lab.tokenOf('alice')
  const client = await connectMercury(lab, token)
  await client.next()
  const path = `/feature/api/v1/features/users/${lab.idOf('alice')}`

  const json = { key: 'calsvc_calendar_view', val: true, mutable: true }
  const set = await lab.call({ to: `POST ${path}/developer`, token, json })
  const bundle = [{ key: 'theme', val: 'dark', mutable: 'true', type: 'USER' }]
  const bundled = await lab.call({ to: `POST ${path}/toggles`, token, json: bundle })
  const foreign = await lab.call({ to: `GET ${path}`, token: lab.tokenOf('bob') })

  expect(set.json()).toMatchObject({ key: 'calsvc_calendar_view', val: 'true', type: 'DEVELOPER' })
  expect(bundled.json()).toMatchObject({ featureToggles: [{ key: 'theme', type: 'USER' }] })
  expect(foreign.status).toBe(403)
  expect((await client.next()).data).toMatchObject({
    eventType: 'featureToggle_update',
    featureToggle: { key: 'calsvc_calendar_view', type: 'DEVELOPER' },
  })
  expect((await lab.call({ to: `GET ${path}`, token })).json()).toMatchObject({
    developer: [{ key: 'calsvc_calendar_view', val: 'true' }],
    user: [{ key: 'theme', val: 'dark' }],
  })
})

it('leaves out the developer toggles that a client has already', async () => {
  await using lab = await startWebexLab()
  const token = lab.tokenOf('alice')
  const registered = await lab.call({ to: 'POST /wdm/api/v1/devices', token, json: {} })
  const { url } = registered.json<{ url: string }>()
  const etag = String(registered.headers['etag'])
  const refresh = (headers: Record<string, string>) =>
    lab.call({ to: `PUT ${url}`, token, json: {}, headers })

  const known = (await refresh({ 'if-none-match': etag })).json<{ features: Lists }>().features
  const unknown = (await refresh({})).json<{ features: Lists }>().features

  expect(known).not.toHaveProperty('developer')
  expect(known.entitlement).toHaveLength(1)
  expect(unknown.developer).toEqual([])
})
