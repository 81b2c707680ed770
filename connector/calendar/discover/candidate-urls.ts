import type { ServiceConnectionPoint } from '../../ports/directory.js'
import { SCP_URL_KEYWORD } from '../../ports/scp-keywords.js'

const PATH = '/autodiscover/autodiscover.xml'

/**
 * Autodiscover URLs from the directory: those of our own site first, then those without a site, then the rest (HC-034).
 * @source ews.md 8.1
 */
export function orderScpUrls(
  points: readonly ServiceConnectionPoint[],
  site: string | null,
): readonly string[] {
  const urls = points.filter(({ keywords }) => keywords.some((keyword) => equal(keyword, SCP_URL_KEYWORD)))
  return [...urls].sort((a, b) => rank(a, site) - rank(b, site)).flatMap(({ bindings }) => bindings)
}

function rank({ keywords }: ServiceConnectionPoint, site: string | null): number {
  const sites = keywords
    .filter((keyword) => /^site=/i.test(keyword))
    .map((keyword) => keyword.slice('site='.length))
  if (sites.length === 0) return 1
  return site !== null && sites.some((name) => equal(name, site)) ? 0 : 2
}

/** URLs made from the mail domain: by a given origin, or by the two well-known hosts. */
export function domainUrls(address: string, hosts: Readonly<Record<string, string>>): readonly string[] {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase()
  const origin = hosts[domain]
  if (origin !== undefined) return [`${origin.replace(/\/+$/, '')}${PATH}`]
  return [`https://${domain}${PATH}`, `https://autodiscover.${domain}${PATH}`]
}

function equal(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}
