import type { AuthenticationScheme } from './authentication.js'

/** What an administrator has switched on for a virtual directory. */
export interface DirectoryFlags {
  readonly basic: boolean
  readonly windows: boolean
  readonly oauth: boolean
}

/** The flag under which each scheme is, in the order in which servers offer them. */
const FLAGS: Readonly<Record<AuthenticationScheme, keyof DirectoryFlags>> = {
  Bearer: 'oauth',
  Negotiate: 'windows',
  NTLM: 'windows',
  Basic: 'basic',
}

/**
 * What a virtual directory offers, in order: Bearer, the providers of Windows authentication, Basic; unless `order`
 * says otherwise. An order that names one provider of Windows authentication leaves the other out, as web servers may.
 * @source ews.md 1.4; @observed the default order, in answers of Exchange 2019 with an authorization server
 */
export function offeredSchemes(
  flags: DirectoryFlags,
  order: readonly AuthenticationScheme[] = [],
): readonly AuthenticationScheme[] {
  const choosesProviders = order.some((scheme) => FLAGS[scheme] === 'windows')
  const providers = choosesProviders ? [] : (['Negotiate', 'NTLM'] as const)
  const all = new Set<AuthenticationScheme>(
    order.includes('Bearer')
      ? [...order, ...providers, 'Basic']
      : ['Bearer', ...order, ...providers, 'Basic'],
  )
  return [...all].filter((scheme) => flags[FLAGS[scheme]])
}
