import { createHash, type KeyObject } from 'node:crypto'
import { isIP, isIPv4 } from 'node:net'
import { bitString, boolean, contextOctets, objectId, octetString, sequence } from './der.js'

/** What may be done with a key, as the bits of an octet. @source RFC 5280 4.2.1.3 */
const KEY_USAGE = { digitalSignature: 0x80, keyCertSign: 0x04, cRLSign: 0x02 } as const

/** @source RFC 5280 4.2.1.9 */
export function basicConstraints(isAuthority: boolean): Buffer {
  return extension('2.5.29.19', sequence(...(isAuthority ? [boolean(true)] : [])), isAuthority)
}

export function keyUsage(...uses: readonly (keyof typeof KEY_USAGE)[]): Buffer {
  const bits = uses.reduce((all, use) => all | KEY_USAGE[use], 0)
  const unused = 31 - Math.clz32(bits & -bits)
  return extension('2.5.29.15', bitString(Buffer.of(bits), unused), true)
}

/** A key that servers show to clients. @source RFC 5280 4.2.1.12 */
export function serverAuthentication(): Buffer {
  return extension('2.5.29.37', sequence(objectId('1.3.6.1.5.5.7.3.1')))
}

/** DNS names and addresses. @source RFC 5280 4.2.1.6 */
export function alternativeNames(hosts: readonly string[]): Buffer {
  const names = hosts.map((host) =>
    isIP(host) === 0 ? contextOctets(2, Buffer.from(host, 'latin1')) : contextOctets(7, addressOf(host)),
  )
  return extension('2.5.29.17', sequence(...names))
}

/** Names the key of a certificate. @source RFC 5280 4.2.1.2 */
export function subjectKey(publicKey: KeyObject): Buffer {
  return extension('2.5.29.14', octetString(identifierOf(publicKey)))
}

/** Names the key that signed, without which strict clients trust nobody. @source RFC 5280 4.2.1.1 */
export function authorityKey(publicKey: KeyObject): Buffer {
  return extension('2.5.29.35', sequence(contextOctets(0, identifierOf(publicKey))))
}

/** The first way to derive it. @source RFC 5280 4.2.1.2 */
function identifierOf(publicKey: KeyObject): Buffer {
  return createHash('sha1').update(pointOf(publicKey)).digest()
}

/** The point of the curve that a public key is, uncompressed. */
function pointOf(publicKey: KeyObject): Buffer {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  return Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])
}

function extension(id: string, value: Buffer, isCritical = false): Buffer {
  return sequence(objectId(id), ...(isCritical ? [boolean(true)] : []), octetString(value))
}

function addressOf(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split('.').map(Number))
  const [withoutZone = ''] = address.split('%')
  // A URL writes every address in one form, without dots.
  const [head = '', tail = ''] = new URL(`http://[${withoutZone}]`).hostname.slice(1, -1).split('::')
  const before = groupsOf(head)
  const after = groupsOf(tail)
  const between = Array<string>(8 - before.length - after.length).fill('0')
  return Buffer.from([...before, ...between, ...after].map((group) => group.padStart(4, '0')).join(''), 'hex')
}

function groupsOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(':')
}
