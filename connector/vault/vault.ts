import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { ConnectorError } from '../error.js'

const IV_BYTES = 12
const TAG_BYTES = 16

/** Encrypts secrets before they touch the disk, with the host's credential encryption key (HC-018). */
export interface Vault {
  seal(secret: string): string
  open(sealed: string): string
}

/** AES-256-GCM under `key` (32 bytes in base64); a sealed text is base64 of IV, tag and ciphertext. */
export function createVault(key: string): Vault {
  const bytes = Buffer.from(key, 'base64')
  return { seal: (secret) => seal(bytes, secret), open: (sealed) => open(bytes, sealed) }
}

function seal(key: Buffer, secret: string): string {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64')
}

function open(key: Buffer, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64')
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES))
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString(
      'utf8',
    )
  } catch (cause) {
    throw new ConnectorError('VAULT', {
      message: 'A stored password cannot be opened: all nodes of a cluster need the same vaultKey.',
      cause,
    })
  }
}
