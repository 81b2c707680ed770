import type { Instant } from '../../core/index.js'
import type { CloudService } from '../../network/index.js'

/**
 * The services and the paths below their origins, which mostly are one and the same. `identityLookup` comes first with the
 * address of the conversation service: with a single host every link has the same cluster id, and the SDK takes
 * the first match when it needs that service. Every name is a place that answers, if only with a JSON 404.
 * @observed @webex/webex-core 3.12.0, webex.md 5
 */
const SERVICE_PATHS = {
  identityLookup: '/conversation/api/v1',
  conversation: '/conversation/api/v1',
  idbroker: '/',
  identity: '/',
  hydra: '/v1/',
  wdm: '/wdm/api/v1',
  encryption: '/encryption/api/v1',
  calendar: '/calendar/api/v1',
  apheleia: '/apheleia/api/v1',
  feature: '/feature/api/v1',
  metrics: '/metrics/api/v1',
  locus: '/locus/api/v1',
  license: '/admin/api/v1',
  atlas: '/admin/api/v1',
} as const satisfies Partial<Record<CloudService, string>>

/** The prefix makes the SDK rebuild public ids of the cluster `us`. @observed @webex/webex-core 3.12.0 */
const CLUSTER = 'urn:TEAM:us-east-2_a'

const PRIORITY = 5

type ListedService = keyof typeof SERVICE_PATHS

const LISTED = Object.keys(SERVICE_PATHS) as readonly ListedService[]

export interface Catalogue {
  readonly serviceLinks: Readonly<Record<string, string>>
  readonly hostCatalog: Readonly<Record<string, readonly CatalogueHost[]>>
  readonly timestamp: string
  readonly format: 'hostmap'
}

interface CatalogueHost {
  readonly host: string
  readonly ttl: number
  readonly priority: number
  readonly id: string
}

type OriginOf = (service: CloudService) => string

/** The catalogue in the format `hostmap`. The key of a host has its port, the host itself has none. */
export function renderCatalogue(originOf: OriginOf, now: Instant): Catalogue {
  return {
    serviceLinks: Object.fromEntries(LISTED.map((name) => [name, linkTo(name, originOf)])),
    hostCatalog: renderHosts(originOf),
    timestamp: String(now),
    format: 'hostmap',
  }
}

/** The catalogue in the newer format, which one module of the SDK asks for. @source webex.md 5 */
export function renderCatalogueV2(originOf: OriginOf, now: Instant, orgId: string | null): object {
  return {
    activeServices: Object.fromEntries(LISTED.map((name) => [name, idOf(name)])),
    services: LISTED.map((name) => ({
      id: idOf(name),
      serviceName: name,
      serviceUrls: [
        {
          baseUrl: linkTo(name, originOf),
          host: new URL(originOf(name)).hostname,
          priority: PRIORITY,
        },
      ],
    })),
    ...(orgId === null ? {} : { orgId }),
    timestamp: String(now),
    format: 'U2CV2',
  }
}

const idOf = (name: ListedService): string => `${CLUSTER}:${name}`
const linkTo = (name: ListedService, originOf: OriginOf): string => `${originOf(name)}${SERVICE_PATHS[name]}`

function renderHosts(originOf: OriginOf): Catalogue['hostCatalog'] {
  const hosts: Record<string, CatalogueHost[]> = {}
  for (const name of LISTED) {
    const { host, hostname } = new URL(originOf(name))
    ;(hosts[host] ??= []).push({ host: hostname, ttl: -1, priority: PRIORITY, id: idOf(name) })
  }
  return hosts
}
