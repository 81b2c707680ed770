import { createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto'
import { expect, it } from 'vitest'
import { CertificateAuthority, type CertificateRequest } from './certificate-authority.js'
import { selfSigned } from './self-signed.js'

const HOSTS = ['mail.ent-pa.example', '127.0.0.1', '::1', '2001:db8::a:1', '::ffff:10.1.2.3']

async function issue(request: CertificateRequest) {
  const ca = await CertificateAuthority.create('exwex test CA')
  const { certificatePem, keyPem } = await ca.issue(request)
  return { ca: new X509Certificate(ca.pem), leaf: new X509Certificate(certificatePem), keyPem }
}

it('signs itself, as an authority', async () => {
  const { ca } = await issue({ hosts: HOSTS })

  expect(ca.verify(ca.publicKey)).toBe(true)
  expect(ca.checkIssued(ca)).toBe(true)
  expect(ca).toMatchObject({
    ca: true,
    subject: 'CN=exwex test CA',
    validFrom: 'Jan  1 00:00:00 2020 GMT',
    validTo: 'Jan  1 00:00:00 2050 GMT',
  })
})

it('issues certificates for names and addresses, with the key to them', async () => {
  const { ca, leaf, keyPem } = await issue({ hosts: HOSTS })

  expect(leaf.verify(ca.publicKey)).toBe(true)
  expect(leaf.checkIssued(ca)).toBe(true)
  expect(leaf.checkPrivateKey(createPrivateKey(keyPem))).toBe(true)
  expect(leaf).toMatchObject({
    ca: false,
    subject: 'CN=mail.ent-pa.example',
    keyUsage: ['1.3.6.1.5.5.7.3.1'],
  })
  expect(leaf.checkHost('mail.ent-pa.example')).toBe('mail.ent-pa.example')
  for (const address of HOSTS.slice(1)) expect(leaf.checkIP(address)).toBe(address)
})

it('leaves out of an address by which interface it is reached', async () => {
  const { leaf } = await issue({ hosts: ['fe80::1%eth0'] })

  expect(leaf.checkIP('fe80::1')).toBe('fe80::1')
})

it('gives every certificate a number of its own', async () => {
  const ca = await CertificateAuthority.create('exwex test CA')
  const issued = await Promise.all(Array.from({ length: 50 }, () => ca.issue({ hosts: ['a.example'] })))

  const numbers = issued.map(({ certificatePem }) => new X509Certificate(certificatePem).serialNumber)

  expect(new Set(numbers).size).toBe(50)
})

it('issues certificates with a flaw on demand', async () => {
  const unknown = await issue({ hosts: ['a.example'], flaw: 'unknown-ca' })
  const wrong = await issue({ hosts: ['a.example'], flaw: 'wrong-host' })
  const expired = await issue({ hosts: ['a.example'], flaw: 'expired' })

  expect(unknown.leaf.verify(unknown.ca.publicKey)).toBe(false)
  expect(wrong.leaf.checkHost('a.example')).toBeUndefined()
  expect(expired.leaf.validTo).toBe('Jan  1 00:00:00 2021 GMT')
})

it('holds more names than fit into a short length', async () => {
  const hosts = Array.from({ length: 4_000 }, (_none, at) => `host-${at}.ent-pa.example`)

  const { ca, leaf } = await issue({ hosts })

  expect(leaf.verify(ca.publicKey)).toBe(true)
  expect(leaf.checkHost('host-3999.ent-pa.example')).toBe('host-3999.ent-pa.example')
})

it('lets a key of either kind stand for itself', () => {
  for (const keys of [
    generateKeyPairSync('rsa', { modulusLength: 2048 }),
    generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  ]) {
    const certificate = new X509Certificate(selfSigned('kms.exwex.example', keys))

    expect(certificate.verify(keys.publicKey)).toBe(true)
    expect(certificate.checkHost('kms.exwex.example')).toBe('kms.exwex.example')
  }
})
