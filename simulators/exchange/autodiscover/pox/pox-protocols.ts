import { hasFeature } from '../../versions/index.js'
import { controlPanelUrl, pageElements } from '../control-panel.js'
import {
  databaseDn,
  mailboxServerDn,
  mailboxServerName,
  type Access,
  type MailboxFacts,
} from '../mailbox-facts.js'
import { renderServerVersion } from '../server-version.js'

/** What a client says it understands, by `X-ClientCanHandle`. @source ews.md 8.2 */
export interface ClientAbilities {
  readonly negotiate: boolean
  readonly exHttp: boolean
}

/** An element with its children, as the writer of documents takes it. */
type Elements = Readonly<Record<string, unknown>>

/** The protocols that a mailbox is reached by: what the virtual directories have no URL for is left out. */
export function protocols(facts: MailboxFacts, abilities: ClientAbilities): readonly Elements[] {
  const { internal, external, deployment } = facts
  const hasExHttp = abilities.exHttp && hasFeature(deployment.product, 'exHttp')
  const accesses = [internal, external].filter((access) => access !== undefined)
  const hosts = new Map(accesses.map((access) => [access.ews, access]))
  return [
    ...(internal === undefined ? [] : [inside(facts, internal)]),
    ...(external === undefined ? [] : [outside(facts, external)]),
    web(facts),
    ...(hasExHttp ? [...hosts.values()].map((access) => overHttp(facts, access, abilities)) : []),
  ]
}

/** EXCH: what is used inside, with the addresses of the directory. */
function inside(facts: MailboxFacts, access: Access): Elements {
  const { deployment } = facts
  const { major, minor, majorBuild: build } = deployment.product.build
  return {
    Type: 'EXCH',
    Server: mailboxServerName(facts),
    ServerDN: mailboxServerDn(facts),
    ServerVersion: renderServerVersion({ major, minor, build }),
    MdbDN: databaseDn(facts),
    AD: deployment.domainController,
    ...urls(facts, access),
    ...sinceFrontEnds(facts, access),
  }
}

/** EXPR: what is used from outside. */
function outside(facts: MailboxFacts, access: Access): Elements {
  return {
    Type: 'EXPR',
    Server: access.host,
    SSL: onOff(access.isSecure),
    AuthPackage: 'Ntlm',
    ...urls(facts, access),
    ...sinceFrontEnds(facts, access),
  }
}

/** EXHTTP: both in one form, for clients that can take it. @source ews.md 8.2; a capture of 2016 */
function overHttp(facts: MailboxFacts, access: Access, { negotiate }: ClientAbilities): Elements {
  return {
    Type: 'EXHTTP',
    Server: access.host,
    SSL: onOff(access.isSecure),
    AuthPackage: negotiate ? 'Negotiate' : 'Ntlm',
    ...urls(facts, access),
    ServerExclusiveConnect: 'On',
  }
}

/** WEB: Outlook on the web. */
function web({ internal, external }: MailboxFacts): Elements {
  const side = (access: Access, type: string, methods: string) => ({
    OWAUrl: { '@AuthenticationMethod': methods, '#': access.owa },
    Protocol: { Type: type, ASUrl: access.ews },
  })
  return {
    Type: 'WEB',
    ...(internal === undefined ? {} : { Internal: side(internal, 'EXCH', 'Basic, Fba') }),
    ...(external === undefined ? {} : { External: side(external, 'EXPR', 'Fba') }),
  }
}

/** @inferred Unified Messaging ended with 2016. */
function urls(facts: MailboxFacts, access: Access): Elements {
  const { product, id } = facts.deployment
  const hasUnifiedMessaging = ['2010', '2013', '2016'].includes(product.name)
  return {
    ASUrl: access.ews,
    EwsUrl: access.ews,
    ...(product.hasFrontEnd ? { EmwsUrl: access.ews } : {}),
    EcpUrl: controlPanelUrl(access, product),
    ...pageElements(facts),
    OOFUrl: access.ews,
    ...(hasUnifiedMessaging ? { UMUrl: access.unifiedMessaging } : {}),
    OABUrl: `${access.oab}${id}/`,
  }
}

function sinceFrontEnds({ deployment, server }: MailboxFacts, access: Access): Elements {
  return deployment.product.hasFrontEnd ? { EwsPartnerUrl: access.ews, GroupingInformation: server.site } : {}
}

function onOff(isOn: boolean): string {
  return isOn ? 'On' : 'Off'
}
