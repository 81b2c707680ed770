import { expect, it } from 'vitest'
import { parseSubject } from './subject.js'

const SUBJECT = {
  version: 1,
  node: { number: 1, hostname: 'us-expc-connector1.ent-pa.example', serial: '0A1B2C3D' },
  cluster: { name: 'us-expc-connectors', primary: true, sharedDir: '/s', peers: [] },
  stateDir: '/n',
  vaultKey: Buffer.alloc(32).toString('base64'),
  caFile: '/ca.pem',
  exchange: [
    {
      displayName: 'ent-pa',
      type: 'on-premises',
      enabled: true,
      username: 'svc@ent-pa.example',
      password: 'canary',
      authentication: ['ntlm'],
      tlsVerify: true,
      discovery: { mode: 'autodiscover', hosts: { 'ent-pa.example': 'https://127.0.0.1:8443' } },
    },
  ],
  webexSites: [
    { name: 'ent-pa.webex.com', xml: 'https://127.0.0.1/xml', admin: 'admin', password: 'x', default: true },
  ],
  cloud: { catalog: 'https://127.0.0.1/u2c/api/v1', fleet: 'https://127.0.0.1/connector/v1', orgId: 'o' },
  clock: { kind: 'real' },
}

it('reads the document', () => {
  expect(parseSubject(JSON.stringify(SUBJECT))).toMatchObject({
    node: { number: 1 },
    exchange: [{ username: 'svc@ent-pa.example' }],
  })
})

it.each<[string, object, string]>([
  ['an unknown key', { surprise: 1 }, 'surprise'],
  [
    'an upper-case host name [HC-204]',
    { node: { ...SUBJECT.node, hostname: 'Node1.ent' } },
    'node.hostname: must be lower case',
  ],
  [
    'an upper-case site name [HC-093]',
    { webexSites: [{ ...SUBJECT.webexSites[0], name: 'Ent-PA.webex.com' }] },
    'webexSites.0.name: must be a lower-case',
  ],
  ['a short vault key', { vaultKey: 'AAAA' }, 'vaultKey: must be 32 bytes'],
  [
    'no way to authenticate',
    { exchange: [{ ...SUBJECT.exchange[0], authentication: [] }] },
    'exchange.0.authentication',
  ],
])('refuses %s and says where', (_what, different, where) => {
  expect(() => parseSubject(JSON.stringify({ ...SUBJECT, ...different }))).toThrow(where)
})

it('shows no secret when it refuses', () => {
  const broken = { ...SUBJECT, exchange: [{ ...SUBJECT.exchange[0], username: 7 }] }

  expect(() => parseSubject(JSON.stringify(broken))).toThrow(expect.not.stringContaining('canary') as string)
})

it('says that a file is not JSON', () => {
  expect(() => parseSubject('{')).toThrow(/not JSON/)
})
