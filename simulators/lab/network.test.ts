import { expect, it } from 'vitest'
import { createAdminClient } from './admin-client.js'
import { Lab } from './lab.js'

it('disturbs, shows and heals the network in front of a set, and reset heals all', async () => {
  await using lab = await Lab.start({ clock: 'manual' })
  const admin = createAdminClient(lab.ready.admin)
  await admin.openEndpointSet('node1')

  const disturbed = await admin.disturbNetwork('node1', { endpoints: ['cloud'], delayMs: 200, jitterMs: 50 })
  await admin.disturbNetwork('node1', { endpoints: ['ldap'], refuse: true })
  const both = await admin.network('node1')
  await admin.healNetwork('node1')
  const healed = await admin.network('node1')
  await admin.disturbNetwork('node1', { blackHole: true })
  await admin.reset()

  expect(disturbed.conditions).toMatchObject({ cloud: { delayMs: 200, jitterMs: 50 }, exchange: {} })
  expect(both.conditions).toMatchObject({ cloud: { delayMs: 200 }, ldap: { refuse: true } })
  expect(Object.values(healed.conditions)).toEqual(Array.from({ length: 8 }, () => ({})))
  expect(await admin.network('node1')).toEqual(healed)
})

it('says which sets there are when asked for another', async () => {
  await using lab = await Lab.start({ clock: 'manual' })
  const admin = createAdminClient(lab.ready.admin)

  await expect(admin.healNetwork('node7')).rejects.toMatchObject({
    code: 'ENDPOINT_SET_UNKNOWN',
    message: expect.stringContaining('main') as string,
  })
  await expect(admin.disturbNetwork('main', { delayMs: -1 })).rejects.toMatchObject({
    code: 'REQUEST_INVALID',
  })
})
