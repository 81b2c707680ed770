import { expect, it } from 'vitest'
import { lookUp } from './look-up.js'
import type { ZoneData } from './record.js'

const DATA: ZoneData = {
  zones: [
    { name: 'ent-pa.example', nameServer: 'dc1.ent-pa.example' },
    { name: 'wbx2.com', nameServer: 'ns1.wbx2.com' },
  ],
  records: [
    { type: 'HOST', name: 'dc1.ent-pa.example' },
    { type: 'HOST', name: 'us-exch1.ent-pa.example' },
    { type: 'CNAME', name: 'mail.ent-pa.example', data: 'us-exch1.ent-pa.example' },
    { type: 'CNAME', name: 'away.ent-pa.example', data: 'outlook.office365.example' },
    { type: 'CNAME', name: 'loop.ent-pa.example', data: 'loop.ent-pa.example' },
    { type: 'MX', name: 'ent-pa.example', data: { preference: 10, exchange: 'us-exch1.ent-pa.example' } },
    {
      type: 'SRV',
      name: '_ldap._tcp.ent-pa.example',
      data: { priority: 0, weight: 100, port: 389, target: 'dc1.ent-pa.example' },
    },
    { type: 'HOST', name: '*.wbx2.com' },
    { type: 'NXDOMAIN', name: 'gone.wbx2.com' },
  ],
}
const ask = (name: string, type: string) => lookUp(DATA, { name, type: type as 'A' }, '192.0.2.1')

it("gives a host of the lab the address at which the asker reaches it, whatever the name's case", () => {
  expect(ask('DC1.Ent-PA.example', 'A')).toMatchObject({
    rcode: 'NOERROR',
    answers: [{ type: 'A', name: 'dc1.ent-pa.example', data: '192.0.2.1' }],
  })
  expect(lookUp(DATA, { name: 'dc1.ent-pa.example', type: 'AAAA' }, '2001:db8::1').answers).toMatchObject([
    { type: 'AAAA', data: '2001:db8::1' },
  ])
})

it.each(['AAAA', 'ANY', 'UNKNOWN_65', 'TXT'])(
  'says with its SOA that a name has no record of type %s',
  (type) => {
    expect(ask('dc1.ent-pa.example', type)).toMatchObject({
      rcode: 'NOERROR',
      answers: [],
      authorities: [{ type: 'SOA', name: 'ent-pa.example' }],
    })
  },
)

it('says with its SOA that a name does not exist', () => {
  expect(ask('nobody.ent-pa.example', 'A')).toMatchObject({
    rcode: 'NXDOMAIN',
    authorities: [{ type: 'SOA', name: 'ent-pa.example' }],
  })
})

it('knows that a name exists which has only others below it', () => {
  expect(ask('_tcp.ent-pa.example', 'SRV')).toMatchObject({ rcode: 'NOERROR', answers: [] })
})

it('adds the address of the host that a service or a mail exchanger is on', () => {
  expect(ask('_ldap._tcp.ent-pa.example', 'SRV')).toMatchObject({
    answers: [{ type: 'SRV', data: { port: 389, target: 'dc1.ent-pa.example' } }],
    additionals: [{ type: 'A', name: 'dc1.ent-pa.example', data: '192.0.2.1' }],
  })
  expect(ask('ent-pa.example', 'MX').additionals).toMatchObject([{ name: 'us-exch1.ent-pa.example' }])
})

it('follows an alias inside its zones, and leaves the rest to the asker', () => {
  expect(ask('mail.ent-pa.example', 'A').answers).toMatchObject([
    { type: 'CNAME', data: 'us-exch1.ent-pa.example' },
    { type: 'A', name: 'us-exch1.ent-pa.example' },
  ])
  expect(ask('away.ent-pa.example', 'A')).toMatchObject({
    rcode: 'NOERROR',
    answers: [{ type: 'CNAME', data: 'outlook.office365.example' }],
  })
  expect(ask('loop.ent-pa.example', 'A').rcode).toBe('NOERROR')
})

it('gives every name below a star, but not one that is said not to exist', () => {
  expect(ask('mercury-connection-7.a.wbx2.com', 'A').answers).toMatchObject([
    { name: 'mercury-connection-7.a.wbx2.com', data: '192.0.2.1' },
  ])
  expect(ask('gone.wbx2.com', 'A').rcode).toBe('NXDOMAIN')
})

it('names its server and its authority, and refuses what is not its own', () => {
  expect(ask('ent-pa.example', 'SOA').answers).toMatchObject([{ type: 'SOA' }])
  expect(ask('ent-pa.example', 'NS').additionals).toMatchObject([{ name: 'dc1.ent-pa.example' }])
  expect(ask('ent-pa.example.org', 'A').rcode).toBe('REFUSED')
})
