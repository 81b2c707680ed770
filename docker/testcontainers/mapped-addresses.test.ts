import { expect, it } from 'vitest'
import { Lab } from '../../simulators/lab/index.js'
import { IMAGE_PORTS } from './image-ports.js'
import { mappedOrigins, mapReadyDocument, type PortMap } from './mapped-addresses.js'

const map: PortMap = {
  host: 'docker.example',
  port: (inside, protocol = 'tcp') => (protocol === 'udp' ? 20_000 : 30_000) + (inside % 10_000),
}

it('moves every address of a lab to the mapped port, and leaves the rest as it is', async () => {
  await using lab = await Lab.start({ seed: 1, directory: { controllers: 2 } })
  const inside = lab.ready
  const portOf = (address: string) => Number(/:(\d+)(\/|$)/.exec(address)?.[1])

  const outside = mapReadyDocument(inside, map, '/here/ca.pem')

  expect(outside.exchange.ews).toBe(
    `https://docker.example:${map.port(portOf(inside.exchange.ews))}/EWS/Exchange.asmx`,
  )
  expect(outside.directory.gcs).toBe(`ldaps://docker.example:${map.port(portOf(inside.directory.gcs))}`)
  expect(outside.directory.controllers.map(({ gc }) => gc)).toEqual(
    inside.directory.controllers.map(({ gc }) => `ldap://docker.example:${map.port(portOf(gc ?? ''))}`),
  )
  expect(outside.ca).toBe('/here/ca.pem')
  expect(outside.users).toEqual(inside.users)
  expect(JSON.stringify(outside)).not.toContain('127.0.0.1')
})

it('finds name servers behind the UDP port', async () => {
  await using lab = await Lab.start({ seed: 1 })

  const outside = mapReadyDocument(
    { ...lab.ready, network: { dns: '0.0.0.0:5300', proxy: null, proxyCredentials: null } },
    map,
    '/ca.pem',
  )

  expect(outside.network).toEqual({ dns: 'docker.example:25300', proxy: null, proxyCredentials: null })
})

it('writes an address of version 6 in brackets', () => {
  const origins = mappedOrigins({ ...map, host: '::1' })

  expect(origins.ldap).toBe(`ldap://[::1]:${map.port(IMAGE_PORTS.ldap)}`)
})
