import { principalDefaults } from '../accounts/principal-defaults.js'
import type { Values } from '../tree/object-defaults.js'
import type { Draft } from './draft.js'

/** What a new user, computer or group has that was not given. The name is one that nobody else has. */
export function accountDefaults(draft: Draft, sid: string): Values {
  const defaults = principalDefaults(draft.classes, [draft.record])
  const isPrincipal = draft.isOfClass('user') || draft.isOfClass('group')
  return isPrincipal ? { ...defaults, sAMAccountName: [generatedName(sid)], objectSid: [sid] } : defaults
}

/** `$000ULF-0012C…`: a dollar sign and characters that follow from the identifier. @observed the form, not the characters */
function generatedName(sid: string): string {
  const [domain = '0', relativeId = '0'] = sid.split('-').slice(-2)
  const text = (value: string, length: number) =>
    Number(value).toString(36).toUpperCase().padStart(length, '0').slice(-length)
  return `$${text(relativeId, 6)}-${text(String(Number(domain) * Number(relativeId)), 12)}`
}
