import { expect, it } from 'vitest'
import { STANDARD_PORTS } from '../memory/in-memory-set.js'
import { Addresses, type HostNames } from './addresses.js'

const NAMES: HostNames = {
  exchange: 'us-exch1.ent-pa.example',
  autodiscover: 'autodiscover.ent-pa.example',
  directory: 'dc1.ent-pa.example',
  site: 'ent-pa.webex.com',
}
const FIXED = { ...STANDARD_PORTS, exchange: 8443, cloud: 8445, ldap: 3890 }

it('advertises the address it listens on, unless told otherwise', () => {
  const advertised = new Addresses({}).advertised(FIXED, '127.0.0.1')

  expect(advertised).toMatchObject({
    exchange: 'https://127.0.0.1:8443',
    autodiscover: 'https://127.0.0.1:8443',
    ldap: 'ldap://127.0.0.1:3890',
    gc: 'ldap://127.0.0.1:3268',
    site: 'https://127.0.0.1',
    cloudServices: {},
  })
})

it('advertises a host for everything, with the ports listened on', () => {
  const addresses = new Addresses({ listen: '0.0.0.0', advertise: 'lab.test' })

  expect(addresses.advertised(FIXED, '0.0.0.0')).toMatchObject({
    exchange: 'https://lab.test:8443',
    cloud: 'https://lab.test:8445',
  })
  expect(addresses.origins(FIXED, '0.0.0.0').exchange).toBe('https://127.0.0.1:8443')
  expect(addresses.own(7070)).toBe('http://lab.test:7070')
})

it('names real hosts, without the ports that need no name', () => {
  const addresses = new Addresses({ names: NAMES })

  expect(addresses.advertised(STANDARD_PORTS, '127.0.0.1')).toMatchObject({
    exchange: 'https://us-exch1.ent-pa.example',
    autodiscover: 'https://autodiscover.ent-pa.example',
    ldap: 'ldap://dc1.ent-pa.example',
    gcs: 'ldaps://dc1.ent-pa.example:3269',
    cloud: 'https://webexapis.com',
    cloudServices: { wdm: 'https://wdm-a.wbx2.com', idbroker: 'https://idbroker.webex.com' },
  })
  expect(addresses.advertised(FIXED, '127.0.0.1').cloudServices.u2c).toBe('https://u2c.wbx2.com:8445')
})

it("lets a choice of the caller's own go before, the cloud's for all its services", () => {
  const addresses = new Addresses({ names: NAMES })
  const choice = { cloud: 'https://localhost:32001', exchange: 'https://localhost:32000' }

  expect(addresses.advertised(FIXED, '127.0.0.1', choice)).toMatchObject({
    ...choice,
    autodiscover: 'https://localhost:32000',
    cloudServices: {},
    site: 'https://ent-pa.webex.com',
  })
})

it('writes IPv6 addresses in brackets', () => {
  const addresses = new Addresses({ listen: '::' })

  expect(addresses.origins(FIXED, '::').exchange).toBe('https://[::1]:8443')
})

it.each([
  ['us-exch1.ent-pa.example', 'exchange'],
  ['Autodiscover.ENT-PA.example', 'exchange'],
  ['ent-pa.webex.com', 'site'],
  ['webexapis.com', 'cloud'],
  ['mercury-connection-partition0-a.wbx2.com', 'cloud'],
  ['api.ciscospark.com', 'cloud'],
  ['wbx2.com.evil.example', undefined],
  ['127.0.0.1', undefined],
])('knows whose the host %s is', (host, service) => {
  expect(new Addresses({ names: NAMES }).serviceAt(host)).toBe(service)
})

it('knows the hosts of the organization and of Exchange Online, whatever its answers name', () => {
  const addresses = new Addresses({ hosts: { ...NAMES, domain: 'ent-pa.example' } })

  expect(addresses.advertised(FIXED, '127.0.0.1').exchange).toBe('https://127.0.0.1:8443')
  for (const host of [
    'ent-pa.example',
    'Autodiscover.ent-pa.example',
    'us-exch1.ent-pa.example',
    'autodiscover.ent-pa.mail.onmicrosoft.com',
    'autodiscover-s.outlook.com',
    'outlook.office365.com',
  ]) {
    expect(addresses.serviceAt(host), host).toBe('exchange')
  }
  expect(addresses.serviceAt('ent-pa.webex.com')).toBe('site')
  expect(addresses.serviceAt('notoutlook.com')).toBeUndefined()
  expect(addresses.serviceAt('')).toBeUndefined()
})
