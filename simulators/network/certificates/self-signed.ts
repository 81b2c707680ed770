import type { KeyObject } from 'node:crypto'
import { CERTIFICATE_VALIDITY } from './certificate-authority.js'
import { signCertificate } from './certificate.js'
import { alternativeNames } from './extensions.js'

/** A certificate for one host in PEM, by which nobody but its own key stands for it. */
export function selfSigned(
  host: string,
  keys: { readonly publicKey: KeyObject; readonly privateKey: KeyObject },
): string {
  const content = {
    subject: host,
    issuer: host,
    ...CERTIFICATE_VALIDITY,
    publicKey: keys.publicKey,
    extensions: [alternativeNames([host])],
  }
  return signCertificate(content, keys.privateKey)
}
