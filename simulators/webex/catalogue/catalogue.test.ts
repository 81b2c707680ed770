import { expect, it } from 'vitest'
import { renderCatalogue } from './catalogue.js'
import { FIXED_EPOCH } from '../../core/index.js'

it('names hosts with their port as keys and without it inside, identityLookup first', () => {
  const catalogue = renderCatalogue(() => 'https://127.0.0.1:8443', FIXED_EPOCH) as {
    serviceLinks: Record<string, string>
    hostCatalog: Record<string, { host: string; id: string }[]>
  }

  expect(Object.keys(catalogue.serviceLinks)[0]).toBe('identityLookup')
  expect(catalogue.serviceLinks['identityLookup']).toBe(catalogue.serviceLinks['conversation'])
  expect(catalogue.serviceLinks['hydra']).toBe('https://127.0.0.1:8443/v1/')
  expect(Object.keys(catalogue.hostCatalog)).toEqual(['127.0.0.1:8443'])
  expect(catalogue.hostCatalog['127.0.0.1:8443']?.[0]).toMatchObject({
    host: '127.0.0.1',
    id: 'urn:TEAM:us-east-2_a:identityLookup',
  })
})

it('lists each service under the host it has', () => {
  const catalogue = renderCatalogue((service) => `https://${service}.example`, FIXED_EPOCH) as {
    serviceLinks: Record<string, string>
    hostCatalog: Record<string, { host: string; id: string }[]>
  }

  expect(catalogue.serviceLinks['wdm']).toBe('https://wdm.example/wdm/api/v1')
  expect(catalogue.hostCatalog['wdm.example']).toMatchObject([{ id: 'urn:TEAM:us-east-2_a:wdm' }])
})
