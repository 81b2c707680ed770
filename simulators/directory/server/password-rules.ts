import { credentials } from '../accounts/credential.js'
import { ntHashOf } from '../accounts/nt-hash.js'
import { instant } from '../../core/index.js'
import { fromFileTime, intervalToMs, toFileTime } from '../names/file-time.js'
import { parseDn } from '../names/parse-dn.js'
import { accessDenied } from '../ldap/diagnostics.js'
import { integerValue, largeValue } from '../tree/values.js'
import type { Draft, Verdict } from './draft.js'
import { writeRefused } from './write-errors.js'
import { changePassword } from './written-password.js'

const COMPLEX = 0x1

/**
 * Whether a written password is one that the domain takes: long and varied enough, and, where somebody changes his
 * own, a new one for an old one that is right and not of today.
 * @source MS-SAMR 3.1.1.7 (policy), MS-ADTS 3.1.1.3.1.5 (change and reset); @inferred that a reset looks at no history
 */
export function passwordRules(draft: Draft): Verdict {
  const { password, tree, session } = draft
  if (password === undefined) return undefined
  if (!draft.isOfClass('user')) return accessDenied()
  const domain = tree.find(parseDn(tree.forest.domainDn) ?? [])
  if (domain === undefined) return undefined

  const isLong = password.text.length >= integerValue(domain, 'minPwdLength')
  const mustVary = (integerValue(domain, 'pwdProperties') & COMPLEX) !== 0
  if (!isLong || (mustVary && !isVaried(draft, password.text))) return writeRefused('badPassword')
  const hash = ntHashOf(password.text).toString('hex')
  const verdict = password.old === undefined ? undefined : changeRules(draft, password.old, hash)
  if (verdict !== undefined) return verdict
  if (draft.before !== undefined) draft.writes.push(changePassword(tree.world, draft.before.key, hash))
  if (!draft.written.has('pwdLastSet')) draft.keep('pwdLastSet', [String(toFileTime(session.clock.now()))])
  return undefined

  function changeRules(of: Draft, old: string, next: string): Verdict {
    const kept = tree.world.get(credentials, of.before?.key ?? '')
    if (kept?.ntHash !== ntHashOf(old).toString('hex')) return writeRefused('wrongPassword')
    const isRemembered = domain !== undefined && integerValue(domain, 'pwdHistoryLength') > 0
    if (isRemembered && [kept.ntHash, ...(kept.earlier ?? [])].includes(next))
      return writeRefused('badPassword')
    return isTooYoung(of) ? writeRefused('badPassword') : undefined
  }

  function isTooYoung(of: Draft): boolean {
    const setAt = BigInt(of.before?.record.values['pwdLastSet']?.[0] ?? 0)
    const age = domain === undefined ? 0n : largeValue(domain, 'minPwdAge')
    return setAt > 0n && session.clock.now() < instant(fromFileTime(setAt) + intervalToMs(age))
  }
}

/** Kinds of characters, of which a password needs three. @source Microsoft's "Password must meet complexity requirements" */
const KINDS = [/\p{Lu}/u, /\p{Ll}/u, /\d/, /[^\p{L}\d\s]/u, /(?![\p{Lu}\p{Ll}])\p{L}/u]

/** @inferred that the parts of displayName are not looked for: the controller that the cases come from does not */
function isVaried(draft: Draft, text: string): boolean {
  const name = (draft.first('sAMAccountName') ?? '').toLowerCase()
  if (name.length > 2 && text.toLowerCase().includes(name)) return false
  return KINDS.filter((kind) => kind.test(text)).length >= 3
}
