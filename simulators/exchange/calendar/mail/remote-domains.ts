import { collectionOf, type World } from '../../../core/index.js'

/** Which automatic replies go to people of a domain. @source Exchange documentation of Set-RemoteDomain, -AllowedOOFType */
export const ALLOWED_REPLIES = ['External', 'ExternalLegacy', 'InternalLegacy', 'None'] as const
export type AllowedReplies = (typeof ALLOWED_REPLIES)[number]

/** How mail to the people of a domain outside is treated. */
export interface RemoteDomain {
  readonly name: string
  /** `contoso.com`, `*.contoso.com` for what is below it, `*` for all others. */
  readonly domainName: string
  readonly allowedReplies: AllowedReplies
  /** Whether properties of Outlook's go along; null leaves it to the sender's program. Kept and shown. */
  readonly tnefEnabled: boolean | null
}

export const remoteDomains = collectionOf<RemoteDomain>()('exchange', 'remote-domains', {
  key: ({ name }) => name.toLowerCase(),
})

/** The domain that every organization has. @source Exchange documentation, default remote domain */
export const DEFAULT_REMOTE_DOMAIN: RemoteDomain = {
  name: 'Default',
  domainName: '*',
  allowedReplies: 'External',
  tnefEnabled: null,
}

export function remoteDomainsOf(world: World): readonly RemoteDomain[] {
  const stored = [...world.all(remoteDomains)].map(({ record }) => record)
  return stored.some(({ domainName }) => domainName === '*') ? stored : [DEFAULT_REMOTE_DOMAIN, ...stored]
}

/** The settings for an address outside: of the domain itself, else of one above, else those for all others. */
export function remoteDomainOf(world: World, address: string): RemoteDomain {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase()
  const known = remoteDomainsOf(world)
  const above = known
    .filter(({ domainName }) => domainName.startsWith('*.') && domain.endsWith(domainName.slice(1)))
    .toSorted((a, b) => b.domainName.length - a.domainName.length)
  return (
    known.find(({ domainName }) => domainName === domain) ??
    above[0] ??
    known.find(({ domainName }) => domainName === '*') ??
    DEFAULT_REMOTE_DOMAIN
  )
}
