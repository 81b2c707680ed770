import { cloudOrigin, type ProxyAuthentication } from '../network/index.js'
import { controllerAddresses } from './addresses/controller-records.js'
import type { Parts } from './parts.js'
import type { ExchangeDoors } from './exchange-doors.js'
import type { Whereabouts } from './wires.js'
import type { ReadyDocument } from './ready-document.js'

export interface ReadySources {
  readonly seed: number
  readonly parts: Parts
  readonly at: Whereabouts
  readonly doors: ExchangeDoors
  readonly caFile: string
  /** What the proxy asks for. */
  readonly proxyAuthentication: ProxyAuthentication
}

/** The ready document of a lab whose listeners are open. */
export function renderReadyDocument(sources: ReadySources): ReadyDocument {
  const { seed, parts, at, doors, caFile, proxyAuthentication } = sources
  const { main, admin, dns, proxy } = at
  const { organization, webex, product, era } = parts
  const { dnsDomain, netbios, administrator, serviceAccount, webexSite } = organization
  const { exchange, exchangeHttp, autodiscover, site, ldap, ldaps, gc, gcs } = main.advertised
  const baseDn = dnsDomain
    .split('.')
    .map((label) => `DC=${label}`)
    .join(',')
  const upn = (alias: string) => `${alias}@${dnsDomain}`

  return {
    version: 1,
    pid: process.pid,
    seed,
    era,
    exchangeVersion: product,
    ca: caFile,
    exchange: {
      ews: `${exchange}/EWS/Exchange.asmx`,
      ewsHttp: `${exchangeHttp}/EWS/Exchange.asmx`,
      autodiscoverPox: `${autodiscover}/autodiscover/autodiscover.xml`,
      autodiscoverSoap: `${autodiscover}/autodiscover/autodiscover.svc`,
      oauth: renderOauth(exchange, parts),
      servers: renderServers(exchange, parts, doors),
    },
    exchangeOnline: renderOnline(parts, doors),
    directory: {
      ldap,
      ldaps,
      gc,
      gcs,
      baseDn,
      admin: {
        upn: upn(administrator.alias),
        dn: `CN=${administrator.alias},CN=Users,${baseDn}`,
        password: administrator.password,
      },
      controllers: parts.directory.controllers.list().map(({ name, fqdn, siteName: site }) => {
        const { ldap: own, ldaps: ownS, gc: catalog, gcs: catalogS } = controllerAddresses(main, name)
        return { name, fqdn, site, ldap: own, ldaps: ownS, gc: catalog, gcs: catalogS }
      }),
    },
    webexSite: {
      name: webexSite.name,
      xml: `${site}/WBXService/XMLService`,
      admin: webexSite.adminMail,
      password: webexSite.adminPassword,
    },
    webexCloud: {
      api: `${cloudOrigin(main, 'hydra')}/v1`,
      catalog: `${cloudOrigin(main, 'u2c')}/u2c/api/v1`,
      fleet: `${cloudOrigin(main, 'fleet')}/connector/v1`,
      hub: `${cloudOrigin(main, 'hub')}/hub`,
      orgId: webex.orgId,
      client: webex.client,
      botToken: webex.botToken,
      adminToken: webex.adminToken,
      connectorToken: null,
    },
    network: { dns, proxy, proxyCredentials: proxy === null ? null : credentialsOf(proxyAuthentication) },
    admin,
    serviceAccount: {
      upn: upn(serviceAccount.alias),
      down: `${netbios}\\${serviceAccount.alias}`,
      password: serviceAccount.password,
    },
    users: organization.people.map(({ alias, mail, password }) => {
      const account = webex.accountOf(mail)
      return {
        mail,
        upn: upn(alias),
        password,
        webexToken: account?.token ?? null,
        webexRefreshToken: account?.refreshToken ?? null,
        personalRoom: account?.personalRoom ?? null,
      }
    }),
    rooms: organization.rooms.map(({ mail }) => ({ mail })),
    groups: organization.groups.map(({ mail }) => ({ mail })),
  }
}

/** Clients ask for tokens as they do for those of Exchange Online, whatever the host that answers. */
function renderOauth(origin: string, { exchange }: Parts): ReadyDocument['exchange']['oauth'] {
  const { tenantId, connector } = exchange.identity
  return {
    token: `${origin}/${tenantId}/oauth2/v2.0/token`,
    tenantId,
    scope: 'https://outlook.office365.com/.default',
    client: connector,
  }
}

function credentialsOf(authentication: ProxyAuthentication): ReadyDocument['network']['proxyCredentials'] {
  return authentication.kind === 'basic'
    ? { user: authentication.user, password: authentication.password }
    : null
}

function renderServers(
  exchange: string,
  { exchange: { servers } }: Parts,
  doors: ExchangeDoors,
): ReadyDocument['exchange']['servers'] {
  return servers.servers().map(({ name, fqdn }) => {
    const origin = doors.servers.find((door) => door.name === name)?.origin ?? exchange
    return { name, fqdn, ews: `${origin}/EWS/Exchange.asmx` }
  })
}

function renderOnline({ exchange: { online } }: Parts, { online: origin }: ExchangeDoors) {
  const at = (path: string) => (origin === null ? null : `${origin}${path}`)
  return {
    ews: at('/EWS/Exchange.asmx'),
    autodiscoverPox: at('/autodiscover/autodiscover.xml'),
    autodiscoverSoap: at('/autodiscover/autodiscover.svc'),
    routingDomain: online?.routingDomain ?? null,
  }
}
