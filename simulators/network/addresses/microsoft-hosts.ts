/** The hosts of Exchange Online that a client of a hybrid organization meets. @source ews.md 8.5 */
export const ONLINE_HOSTS = {
  autodiscover: 'autodiscover-s.outlook.com',
  exchange: 'outlook.office365.com',
} as const

/** The domains below which every name is Exchange Online's, or of the identity provider that it trusts. */
export const ONLINE_DOMAINS = [
  'outlook.com',
  'office365.com',
  'onmicrosoft.com',
  'microsoftonline.com',
] as const

/** Whether a lower-case host name is one of Exchange Online. */
export function isOnlineHost(host: string): boolean {
  return ONLINE_DOMAINS.some((domain) => host.endsWith(`.${domain}`))
}

/** `autodiscover.ent-pa.mail.onmicrosoft.com`, which sends clients on to the host that all tenants share. */
export function isTenantAutodiscover(host: string): boolean {
  return host.startsWith('autodiscover.') && host.endsWith('.onmicrosoft.com')
}
