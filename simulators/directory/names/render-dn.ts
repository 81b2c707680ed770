import type { Dn, Rdn } from './dn.js'

/**
 * How Active Directory writes special characters of a value: a backslash before some, two hexadecimal digits
 * for the others. UTF-8 stays as it is.
 * @source ad-golden cases attrs-odd-dn2; ldap.md 5 "DN output"
 */
const SPECIAL = /[,+"<>\\=;\n\r\0]|^[ #]| $/g
const ESCAPED: Readonly<Record<string, string>> = {
  '=': '\\3D',
  ';': '\\3B',
  '\n': '\\0A',
  '\r': '\\0D',
  '\0': '\\00',
}

export function renderDn(dn: Dn): string {
  return dn.map(renderRdn).join(',')
}

export function renderRdn(rdn: Rdn): string {
  return rdn.map(({ type, value }) => `${type}=${escapeValue(value)}`).join('+')
}

export function escapeValue(value: string): string {
  return value.replace(SPECIAL, (character) => ESCAPED[character] ?? `\\${character}`)
}
