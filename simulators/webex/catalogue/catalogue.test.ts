import { expect, it } from 'vitest'
import { FIXED_EPOCH } from '../../core/index.js'
import { startWebexLab } from '../testing/webex-lab.js'
import { renderCatalogue } from './catalogue.js'

it('names hosts with their port as keys and without it inside, identityLookup first', () => {
  const { serviceLinks, hostCatalog } = renderCatalogue(() => 'https://127.0.0.1:8443', FIXED_EPOCH)

  expect(Object.keys(serviceLinks)[0]).toBe('identityLookup')
  expect(serviceLinks['identityLookup']).toBe(serviceLinks['conversation'])
  expect(serviceLinks['hydra']).toBe('https://127.0.0.1:8443/v1/')
  expect(Object.keys(hostCatalog)).toEqual(['127.0.0.1:8443'])
  expect(hostCatalog['127.0.0.1:8443']?.[0]).toMatchObject({
    host: '127.0.0.1',
    id: 'urn:TEAM:us-east-2_a:identityLookup',
  })
})

it('lists each service under the host it has', () => {
  const { serviceLinks, hostCatalog } = renderCatalogue(
    (service) => `https://${service}.example`,
    FIXED_EPOCH,
  )

  expect(serviceLinks['wdm']).toBe('https://wdm.example/wdm/api/v1')
  expect(hostCatalog['wdm.example']).toMatchObject([{ id: 'urn:TEAM:us-east-2_a:wdm' }])
})

it('tells a client that has not signed in, if it says for whom', async () => {
  await using lab = await startWebexLab()
  const limited = (query: string) =>
    lab.call({ to: `GET /u2c/api/v1/limited/catalog?format=hostmap${query}` })

  const answers = [
    await limited(`&orgId=${lab.webex.orgId}`),
    await limited(`&emailhash=${'0'.repeat(64)}&timestamp=1`),
    await limited('&mode=DEFAULT_BY_PROXIMITY'),
    await limited(''),
    await limited('&emailhash=alice@ent-pa.example'),
    await lab.call({ to: 'GET /u2c/api/v1/catalog?format=hostmap' }),
  ]

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 400, 400, 401])
})

it('has the newer format for those who ask for it', async () => {
  await using lab = await startWebexLab()
  const token = lab.tokenOf('alice')

  const catalogue = await lab.call({ to: 'GET /u2c/api/v1/catalog?format=U2CV2', token })

  const origin = lab.endpoints.advertised.cloud
  const id = 'urn:TEAM:us-east-2_a:wdm'
  expect(catalogue.json()).toMatchObject({
    format: 'U2CV2',
    orgId: lab.webex.orgId,
    activeServices: { wdm: id },
  })
  const { services } = catalogue.json<{ services: { id: string }[] }>()
  expect(services.find((service) => service.id === id)).toEqual({
    ...{ id, serviceName: 'wdm' },
    serviceUrls: [{ baseUrl: `${origin}/wdm/api/v1`, host: '127.0.0.1', priority: 5 }],
  })
})
