import type { EwsObject } from '../ews/tree.js'

/** The ways in which a connecting identity may be named. @source ews.md 1.9 */
const IDENTITY_KINDS = ['PrincipalName', 'SID', 'PrimarySmtpAddress', 'SmtpAddress'] as const

/** Whom a request wants to act as. */
export interface ImpersonatedIdentity {
  readonly kind: (typeof IDENTITY_KINDS)[number]
  readonly value: string
}

/** The one identity in the value of `t:ExchangeImpersonation`; undefined when there is none or several. */
export function parseImpersonation(header: EwsObject): ImpersonatedIdentity | undefined {
  const connecting = header['ConnectingSID']
  if (!isObject(connecting)) return undefined

  let named: ImpersonatedIdentity | undefined
  for (const kind of IDENTITY_KINDS) {
    const value = textOf(connecting[kind])
    if (value === '') continue
    if (named !== undefined) return undefined
    named = { kind, value }
  }
  return named
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value.trim()
  return isObject(value) && typeof value.$text === 'string' ? value.$text.trim() : ''
}

function isObject(value: unknown): value is EwsObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
