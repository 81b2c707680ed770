import { put, type Write } from '../../core/index.js'
import { credentials, freshCredential } from '../accounts/credential.js'
import { ntHashOf } from '../accounts/nt-hash.js'
import { willNotPerform } from '../ldap/diagnostics.js'
import { refuse, type Refusal } from './written-values.js'

/**
 * The credential behind a written unicodePwd: the password in quotes, UTF-16LE, over a protected connection only.
 * @source MS-ADTS 3.1.1.3.1.5.1
 */
export function writtenPassword(octets: Buffer | undefined, secure: boolean): string | Refusal {
  const text = octets?.toString('utf16le') ?? ''
  if (!secure || !/^".+"$/s.test(text)) return refuse(willNotPerform())
  return ntHashOf(text.slice(1, -1)).toString('hex')
}

export function putPassword(id: string, ntHash: string): Write {
  return put(credentials, freshCredential(id, ntHash))
}
