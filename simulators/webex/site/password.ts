import type { PasswordCriteria } from '../records/sites.js'

/** What each criterion counts. @source XML API, GetSite: passwordCriteria */
const COUNTED: readonly (readonly [name: keyof PasswordCriteria, pattern: RegExp, what: string])[] = [
  ['minLength', /[\s\S]/gu, 'characters'],
  ['minAlpha', /\p{L}/gu, 'letters'],
  ['minNumeric', /\d/g, 'digits'],
  ['minSpecial', /[^\p{L}\d\s]/gu, 'special characters'],
]

/** The first rule that a new password breaks; undefined for one that keeps them all. */
export function brokenRule(password: string, criteria: PasswordCriteria): string | undefined {
  for (const [name, pattern, what] of COUNTED) {
    const wanted = Number(criteria[name])
    if ((password.match(pattern) ?? []).length < wanted) return `A password has at least ${wanted} ${what}`
  }
  const isMixed = /\p{Lu}/u.test(password) && /\p{Ll}/u.test(password)
  return criteria.mixedCase && !isMixed ? 'A password has letters of both cases' : undefined
}
