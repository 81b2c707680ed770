/**
 * The hosts of the Webex cloud, by the name that each service has in the catalogue.
 *
 * @source webex.md 1 and 14. Where the text writes `*` for the data centre, it is `a` here, as in the names beside it.
 * @source help.webex.com: administrators sign in to Control Hub at admin.webex.com
 * @inferred `fleet` stands where Cisco's own fleet management does; its paths are ours.
 */
export const CLOUD_HOSTS = {
  hydra: 'webexapis.com',
  idbroker: 'idbroker.webex.com',
  identity: 'identity.webex.com',
  u2c: 'u2c.wbx2.com',
  wdm: 'wdm-a.wbx2.com',
  mercury: 'mercury-connection-a.wbx2.com',
  encryption: 'encryption-a.wbx2.com',
  calendar: 'calendar-a.wbx2.com',
  apheleia: 'apheleia-a.wbx2.com',
  identityLookup: 'conv-a.wbx2.com',
  conversation: 'conv-a.wbx2.com',
  feature: 'feature-a.wbx2.com',
  metrics: 'metrics-a.wbx2.com',
  locus: 'locus-a.wbx2.com',
  license: 'atlas-a.wbx2.com',
  atlas: 'atlas-a.wbx2.com',
  fleet: 'hercules-a.wbx2.com',
  hub: 'admin.webex.com',
} as const satisfies Record<string, string>

export type CloudService = keyof typeof CLOUD_HOSTS

/** Further names under which the cloud is asked, and the domains of which every name is the cloud's. */
export const FURTHER_CLOUD_HOSTS = ['api.ciscospark.com'] as const
export const CLOUD_DOMAINS = ['wbx2.com', 'ciscospark.com'] as const

const HOSTS = new Set<string>([...Object.values(CLOUD_HOSTS), ...FURTHER_CLOUD_HOSTS])

/** Whether a lower-case host name is the cloud's. */
export function isCloudHost(host: string): boolean {
  return HOSTS.has(host) || CLOUD_DOMAINS.some((domain) => host.endsWith(`.${domain}`))
}
