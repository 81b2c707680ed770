import { put, type World, type Write } from '../../core/index.js'
import { credentials, freshCredential, withPassword } from '../accounts/credential.js'
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

/** The write of a new account's password. */
export function putPassword(id: string, ntHash: string): Write {
  return put(credentials, freshCredential(id, ntHash))
}

/** The write of another password for an account that there is. */
export function changePassword(world: World, id: string, ntHash: string): Write {
  return put(credentials, withPassword(world.get(credentials, id) ?? freshCredential(id, null), ntHash))
}
