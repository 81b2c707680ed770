import { isIP } from 'node:net'
import type { ReadyDocument } from '../simulators/lab/ready-document.js'

/** How many people are listed by name; a lab can have thousands. */
const LISTED = 6

/** What a person who has just started a lab wants to know. */
export function describeLab(ready: ReadyDocument): string {
  const rows: readonly (readonly [string, string])[] = [
    ['Exchange (EWS)', `${ready.exchange.ews}   ${ready.exchange.ewsHttp}`],
    ...(ready.exchange.servers.length === 1
      ? []
      : ready.exchange.servers.map(({ name, ews }) => [`  ${name}`, ews] as const)),
    ...(ready.exchangeOnline.ews === null ? [] : [['Exchange Online', ready.exchangeOnline.ews] as const]),
    ['Autodiscover', ready.exchange.autodiscoverPox],
    ['Active Directory', `${ready.directory.ldap}   ${ready.directory.ldaps}`],
    ['Global Catalog', `${ready.directory.gc}   ${ready.directory.gcs}`],
    ['Webex site', `${ready.webexSite.xml}   (${ready.webexSite.name})`],
    ['Webex cloud', `${ready.webexCloud.api}   ${ready.webexCloud.catalog}`],
    ['Control Hub', `${ready.webexCloud.hub}   ${ready.webexSite.admin} / ${ready.webexSite.password}`],
    ...(ready.network.dns === null ? [] : [['DNS', ready.network.dns] as const]),
    ...proxyRow(ready.network),
    ['Admin API', `${ready.admin}/v1/lab`],
    ['CA certificate', ready.ca],
    ['Connector account', `${ready.serviceAccount.upn} / ${ready.serviceAccount.password}`],
    ...ready.users
      .slice(0, LISTED)
      .map(({ mail, password }): readonly [string, string] => ['Person', `${mail} / ${password}`]),
  ]
  const more = ready.users.length - LISTED
  const lines = rows.map(([what, where]) => `  ${what.padEnd(18)} ${where}`)
  if (more > 0) lines.push(`  … and ${more} more people`)
  return `\nThe lab is ready.\n\n${lines.join('\n')}\n${nameHint(ready)}\n`
}

function proxyRow({
  proxy,
  proxyCredentials,
}: ReadyDocument['network']): readonly (readonly [string, string])[] {
  if (proxy === null) return []
  const logon = proxyCredentials === null ? '' : `   ${proxyCredentials.user} / ${proxyCredentials.password}`
  return [['HTTP proxy', `${proxy}${logon}`]]
}

/** Real names are found by those alone who ask the lab's own DNS. */
function nameHint({ exchange, network }: ReadyDocument): string {
  const host = new URL(exchange.ews).hostname
  if (network.dns === null || isIP(host) !== 0 || host === 'localhost') return ''
  const { hostname, port } = new URL(`dns://${network.dns}`)
  return [
    '',
    `  Names such as ${host} are known to the lab's DNS alone. To ask it:`,
    `    dig @${hostname} -p ${port} ${host}`,
    port === '53'
      ? `    a container: --dns ${hostname}; this machine: "nameserver ${hostname}" in /etc/resolv.conf`
      : `    a resolver that can use ports: ${hostname}#${port}; for others start with "--ports standard"`,
    '',
  ].join('\n')
}
