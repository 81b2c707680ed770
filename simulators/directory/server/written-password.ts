import { put, type World, type Write } from '../../core/index.js'
import { credentials, freshCredential, withPassword } from '../accounts/credential.js'
import { willNotPerform } from '../ldap/diagnostics.js'
import type { LdapResult } from '../ldap/response.js'
import type { Modification } from '../ldap/request.js'
import type { WrittenPassword } from './draft.js'

export const PASSWORD_ATTRIBUTE = 'unicodePwd'

/**
 * The password in a written unicodePwd: in quotes, UTF-16LE, over a protected connection only.
 * @source MS-ADTS 3.1.1.3.1.5.1
 */
export function passwordText(octets: Buffer | undefined, secure: boolean): string | undefined {
  const text = octets?.toString('utf16le') ?? ''
  return secure && /^".+"$/s.test(text) ? text.slice(1, -1) : undefined
}

/**
 * What modifications of unicodePwd mean together: one `replace` sets a password, a `delete` of the old value with an
 * `add` of a new one changes it. Nothing else can be done.
 * @source MS-ADTS 3.1.1.3.1.5.1
 */
export function passwordChange(
  modifications: readonly Modification[],
  secure: boolean,
): WrittenPassword | LdapResult {
  const written = (kind: Modification['kind']) =>
    modifications.filter((one) => one.kind === kind).flatMap(({ attribute }) => attribute.values)
  const text = (kind: Modification['kind']) => {
    const values = written(kind)
    return values.length === 1 ? passwordText(values[0], secure) : undefined
  }
  const kinds = modifications.map(({ kind }) => kind).toSorted()
  if (kinds.join() === 'replace') return passwordOr(text('replace'), undefined)
  const old = text('delete')
  return kinds.join() === 'add,delete' && old !== undefined ? passwordOr(text('add'), old) : willNotPerform()
}

function passwordOr(text: string | undefined, old: string | undefined): WrittenPassword | LdapResult {
  return text === undefined ? willNotPerform() : { text, old }
}

/** The write of a new account's password. */
export function putPassword(id: string, ntHash: string): Write {
  return put(credentials, freshCredential(id, ntHash))
}

/** The write of another password for an account that there is. */
export function changePassword(world: World, id: string, ntHash: string): Write {
  return put(credentials, withPassword(world.get(credentials, id) ?? freshCredential(id, null), ntHash))
}
