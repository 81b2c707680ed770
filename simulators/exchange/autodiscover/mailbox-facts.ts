import type { HttpExchange } from '../../network/index.js'
import { advertise } from '../../directory/search/advertised-values.js'
import type { Deployment, Mailbox, MailboxServer } from './deployment.js'

/** How a mailbox is reached from one side, inside or outside: every virtual directory is beside that of EWS. */
export interface Access {
  readonly host: string
  readonly isSecure: boolean
  readonly ews: string
  readonly owa: string
  readonly oab: string
  readonly unifiedMessaging: string
  readonly activeSync: string
  readonly rest: string
  readonly autodiscover: string
}

/** All that Autodiscover can tell of a mailbox, by whichever way it is asked. */
export interface MailboxFacts {
  readonly mailbox: Mailbox
  readonly deployment: Deployment
  readonly server: MailboxServer
  /** Undefined when the virtual directory has no such URL. */
  readonly internal: Access | undefined
  readonly external: Access | undefined
}

/** `exchange` decides what stands for the address of the lab. */
export function mailboxFacts(deployment: Deployment, mailbox: Mailbox, exchange: HttpExchange): MailboxFacts {
  const server = deployment.serverOf(mailbox)
  return { mailbox, deployment, server, ...accessTo(server, exchange) }
}

export function accessTo(
  { ewsInternalUrl, ewsExternalUrl }: MailboxServer,
  { endpoints }: Pick<HttpExchange, 'endpoints'>,
): Pick<MailboxFacts, 'internal' | 'external'> {
  const access = (url: string | null) =>
    url === null ? undefined : accessBy(advertise(url, endpoints.advertised.exchange))
  return { internal: access(ewsInternalUrl), external: access(ewsExternalUrl) }
}

/** @inferred The other virtual directories have the paths with which they are installed. */
function accessBy(ews: string): Access {
  const { origin, hostname, protocol } = new URL(ews)
  return {
    host: hostname,
    isSecure: protocol === 'https:',
    ews,
    owa: `${origin}/owa/`,
    oab: `${origin}/OAB/`,
    unifiedMessaging: ews.replace(/[^/]*$/, 'UM2007Legacy.asmx'),
    activeSync: `${origin}/Microsoft-Server-ActiveSync`,
    rest: `${origin}/api`,
    autodiscover: `${origin}/autodiscover/autodiscover.xml`,
  }
}

/** `guid@domain`, by which a mailbox is addressed like a server since 2013; before, its server. @source ews.md 8.2 */
export function mailboxServerName({ mailbox, server, deployment }: MailboxFacts): string {
  if (!deployment.product.hasFrontEnd) return server.fqdn
  return `${mailbox.mailboxGuid}@${mailbox.primarySmtpAddress.replace(/^.*@/, '')}`
}

export function mailboxServerDn(facts: MailboxFacts): string {
  const { mailbox, server, deployment } = facts
  const name = deployment.product.hasFrontEnd
    ? mailboxServerName(facts)
    : (server.fqdn.split('.')[0] ?? '').toUpperCase()
  return `${administrativeGroup(mailbox)}/cn=Configuration/cn=Servers/cn=${name}`
}

export function databaseDn(facts: MailboxFacts): string {
  return `${mailboxServerDn(facts)}/cn=Microsoft Private MDB`
}

/** `/o=contoso/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)`: what precedes the recipients' container. */
function administrativeGroup({ legacyExchangeDN }: Mailbox): string {
  return legacyExchangeDN.replace(/\/cn=Recipients\/.*$/i, '')
}
