/** The key management server of the cloud. */
export const KMS_HOST = 'kms.exwex.example'
const KMS_URI = `kms://${KMS_HOST}`

const SERVER = /^kms:\/\/([^/]+)/

/** The host of the key management server that a URI is of; undefined for a path alone. */
export function kmsHostOf(uri: string): string | undefined {
  return SERVER.exec(uri)?.[1]
}

/** The key management server that a URI is of, as a URI; that of the cloud for a path alone. */
export function kmsServerOf(uri: string): string {
  return SERVER.exec(uri)?.[0] ?? KMS_URI
}
