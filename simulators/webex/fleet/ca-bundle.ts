import { createHash, X509Certificate } from 'node:crypto'
import type { Answer } from '../rest/answer.js'
import type { Call } from '../rest/route.js'
import type { FleetContext } from './fleet-context.js'

/** The certificates that a node is told to trust. @source webex.md 15.1 */
export function caBundle({ caPem }: FleetContext, { exchange }: Call<undefined, undefined>): Answer {
  const etag = `"${createHash('sha256').update(caPem).digest('hex').slice(0, 16)}"`
  const headers = { etag, 'x-ca-fingerprints': fingerprints(caPem).join(', ') }
  if (exchange.request.headers['if-none-match'] === etag) return { status: 304, headers }
  return { status: 200, headers, text: { type: 'application/x-pem-file', content: caPem } }
}

function fingerprints(pem: string): readonly string[] {
  const certificates = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  return certificates.map((certificate) => new X509Certificate(certificate).fingerprint256)
}
