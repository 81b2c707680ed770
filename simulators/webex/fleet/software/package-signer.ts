import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto'
import type { Ids } from '../../../core/index.js'
import type { SoftwarePackage } from '../../records/software.js'

/** What comes before the seed in the PKCS #8 form of an Ed25519 key. @source RFC 8410 7 */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex')
const LINES = 64

/** The bytes of packages and who vouches for them. */
export interface PackageSigner {
  /** In PEM: what a node checks the signatures with. */
  readonly publicKey: string
  contentOf(file: SoftwarePackage): string
  sha256Of(file: SoftwarePackage): string
  /** Ed25519 over the bytes, in base64. */
  signatureOf(file: SoftwarePackage): string
}

/** The same lab gives the same packages: bytes that nobody can run, with a signature that everybody can check. */
export function createPackageSigner(ids: Ids): PackageSigner {
  const seed = ids.fork('package signing key').bytes(32)
  const key = createPrivateKey({
    key: Buffer.concat([PKCS8_PREFIX, seed]),
    format: 'der',
    type: 'pkcs8',
  })

  const made = new Map<string, { readonly content: string; readonly sha256: string }>()

  return {
    publicKey: createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString(),
    contentOf: (file) => make(file).content,
    sha256Of: (file) => make(file).sha256,
    signatureOf: (file) => sign(null, Buffer.from(make(file).content), key).toString('base64'),
  }

  function make(file: SoftwarePackage) {
    const name = `${file.type} ${file.version}`
    const known = made.get(name)
    if (known !== undefined) return known
    const content = write(file)
    const one = { content, sha256: createHash('sha256').update(content).digest('hex') }
    made.set(name, one)
    return one
  }

  function write({ type, version, minPlatform }: SoftwarePackage): string {
    const head = `Package: ${type}\nVersion: ${version}\nMin-Platform: ${minPlatform}\n\n`
    const payload = ids.fork(`package ${type} ${version}`)
    return head + Array.from({ length: LINES }, () => `${payload.bytes(48).toString('base64')}\n`).join('')
  }
}
