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

type ListedService = keyof typeof SERVICE_PATHS

/** The catalogue in the format `hostmap`. The key of a host has its port, the host itself has none. */
export function renderCatalogue(originOf: (service: CloudService) => string, now: Instant): object {
  const services = Object.keys(SERVICE_PATHS) as ListedService[]
  return {
    serviceLinks: Object.fromEntries(
      services.map((name) => [name, `${originOf(name)}${SERVICE_PATHS[name]}`]),
    ),
    hostCatalog: renderHosts(services, originOf),
    timestamp: String(now),
    format: 'hostmap',
  }
}

function renderHosts(services: readonly ListedService[], originOf: (service: CloudService) => string) {
  const hosts: Record<string, object[]> = {}
  for (const name of services) {
    const { host, hostname } = new URL(originOf(name))
    const entry = { host: hostname, ttl: -1, priority: 5, id: `${CLUSTER}:${name}` }
    ;(hosts[host] ??= []).push(entry)
  }
  return hosts
}
