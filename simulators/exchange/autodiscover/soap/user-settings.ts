import { hasFeature } from '../../versions/index.js'
import { controlPanelUrl, PAGE_SETTINGS, pageFragment } from '../control-panel.js'
import {
  databaseDn,
  mailboxServerDn,
  mailboxServerName,
  type Access,
  type MailboxFacts,
} from '../mailbox-facts.js'
import { formatBuild } from '../product-numbers.js'
import type { SettingValue } from './responses.js'
import { supportedSchemas } from './supported-schemas.js'

/** What a setting is for a mailbox; undefined when this mailbox, or this product, has no value for it. */
type Read = (facts: MailboxFacts) => string | SettingValue | undefined

/** Which side a setting is about: its name begins with it. */
type Side = 'Internal' | 'External'

const nothing: Read = () => undefined

/** Settings that are told for the inside and the outside alike. */
const BY_SIDE: Readonly<Record<string, (access: Access, facts: MailboxFacts) => string>> = {
  EwsUrl: ({ ews }) => ews,
  EmwsUrl: ({ ews }) => ews,
  EcpUrl: (access, { deployment }) => controlPanelUrl(access, deployment.product),
  OABUrl: ({ oab }, { deployment }) => `${oab}${deployment.id}/`,
  UMUrl: ({ unifiedMessaging }) => unifiedMessaging,
  PhotosUrl: ({ ews }) => `${ews}/s/`,
}

const ONE_BY_ONE: Readonly<Record<string, Read>> = {
  UserDisplayName: ({ mailbox }) => mailbox.displayName,
  UserDN: ({ mailbox }) => mailbox.legacyExchangeDN,
  UserDeploymentId: ({ deployment }) => deployment.id,
  AutoDiscoverSMTPAddress: ({ mailbox }) => mailbox.primarySmtpAddress,
  UserMSOnline: ({ deployment }) => (deployment.product.name === 'online' ? 'True' : 'False'),

  InternalMailboxServer: mailboxServerName,
  InternalMailboxServerDN: mailboxServerDn,
  InternalMailboxServerAuthenticationMethods: () => 'Ntlm',
  InternalRpcClientServer: mailboxServerName,
  MailboxDN: databaseDn,
  MailboxVersion: ({ deployment }) => formatBuild(deployment.product),
  PublicFolderServer: nothing,
  PublicFolderInformation: nothing,
  ActiveDirectoryServer: ({ deployment }) => deployment.domainController,
  GroupingInformation: ({ server }) => server.site,

  CasVersion: ({ deployment }) => formatBuild(deployment.product),
  EwsSupportedSchemas: ({ deployment }) => supportedSchemas(deployment.product),
  ExternalEwsVersion: withExternal((_access, { deployment }) => formatBuild(deployment.product, 0)),
  InteropExternalEwsUrl: withExternal(({ ews }) => ews),
  InteropExternalEwsVersion: withExternal((_access, { deployment }) => formatBuild(deployment.product, 0)),
  EwsPartnerUrl: withExternal(({ ews }) => ews),

  ExternalMailboxServer: withExternal(({ host }) => host),
  ExternalMailboxServerRequiresSSL: withExternal(({ isSecure }) => onOff(isSecure)),
  ExternalMailboxServerAuthenticationMethods: withExternal(() => 'Ntlm'),
  InternalRpcHttpServer: withInternal(({ host }) => host),
  InternalRpcHttpConnectivityRequiresSsl: withInternal(({ isSecure }) => onOff(isSecure)),
  InternalRpcHttpAuthenticationMethod: withInternal(() => 'Ntlm'),
  InternalServerExclusiveConnect: () => 'Off',
  ExternalServerExclusiveConnect: () => 'On',
  ExchangeRpcUrl: nothing,
  CertPrincipalName: nothing,

  InternalWebClientUrls: withInternal(({ owa }) => webClient('Basic, Fba', owa)),
  ExternalWebClientUrls: withExternal(({ owa }) => webClient('Fba', owa)),
  // as a server is installed: inside by POP and IMAP, outside and for sending not before somebody says how
  InternalPop3Connections: ({ server }) => connections(server.fqdn, { SSL: 995, TLS: 110 }),
  InternalImap4Connections: ({ server }) => connections(server.fqdn, { SSL: 993, TLS: 143 }),
  InternalSmtpConnections: nothing,
  ExternalPop3Connections: nothing,
  ExternalImap4Connections: nothing,
  ExternalSmtpConnections: nothing,
  AlternateMailboxes: alternates,

  CrossOrganizationSharingEnabled: ({ deployment }) =>
    deployment.federation === undefined ? 'False' : 'True',
  ShowGalAsDefaultView: () => 'True',
  // no server of the lab speaks MAPI
  MapiHttpEnabled: () => 'False',
  MobileMailboxPolicy: nothing,
  MobileMailboxPolicyInterop: nothing,
  DocumentSharingLocations: nothing,
  SPMySiteHostURL: nothing,
  SiteMailboxCreationURL: nothing,
  RedirectUrl: nothing,
  InternalOutlookServiceUrl: nothing,
  ExternalOutlookServiceUrl: nothing,
}

/**
 * Every setting that can be asked for.
 *
 * @source UserSettingName of the EWS Managed API: 99 names; MapiHttpEnabled was among them once, and
 * MobileMailboxPolicyInterop is in the reference of the SOAP service
 */
export const USER_SETTINGS: ReadonlyMap<string, Read> = new Map([
  ...Object.entries(ONE_BY_ONE),
  ...(['Internal', 'External'] as const).flatMap((side) => [
    ...Object.entries(BY_SIDE).map(([name, read]) => [`${side}${name}`, onSide(side, read)] as const),
    ...PAGE_SETTINGS.map((page) => [`${side}Ecp${page}Url`, onSide(side, pageUrl(page))] as const),
  ]),
  ...PAGE_SETTINGS.filter((page) => page !== 'TeamMailboxHiding').map(
    (page) => [`Ecp${page}UrlFragment`, (facts: MailboxFacts) => pageFragment(facts, page)] as const,
  ),
])

/** Names that 2010 does not know yet. @inferred from which of them its own reference lists */
const SINCE_2013 =
  /Photo|EcpConnect|TeamMailbox|ExtensionInstallation|Emws|Outlook|RpcHttp|^DocumentSharingLocations$|^MailboxVersion$|^SPMySiteHostURL$|^SiteMailboxCreationURL$|^PublicFolderInformation$|^RedirectUrl$|^EwsPartnerUrl$|^CertPrincipalName$|^MapiHttpEnabled$|^InternalMailboxServerAuthenticationMethods$|^GroupingInformation$|^UserMSOnline$/

/** Whether this product knows a setting of that name at all. */
export function isKnownSetting({ deployment }: Pick<MailboxFacts, 'deployment'>, name: string): boolean {
  if (!USER_SETTINGS.has(name)) return false
  return hasFeature(deployment.product, 'autodiscoverForPartners') || !SINCE_2013.test(name)
}

/** The value of a setting; undefined when there is none. */
export function readSetting(facts: MailboxFacts, name: string): SettingValue | undefined {
  const value = USER_SETTINGS.get(name)?.(facts)
  return typeof value === 'string' ? { kind: 'string', value } : value
}

/** @observed ews-javascript-api ends at a collection that is there and empty, so that there is none */
function alternates({ mailbox, deployment }: MailboxFacts): SettingValue | undefined {
  const opened = deployment.alternatesOf(mailbox)
  if (opened.length === 0) return undefined
  const mailboxes = opened.map((other) => ({
    type: 'Delegate',
    displayName: other.displayName,
    legacyDn: other.legacyExchangeDN,
    server: deployment.serverOf(other).fqdn,
    smtpAddress: other.primarySmtpAddress,
    ownerSmtpAddress: other.primarySmtpAddress,
  }))
  return { kind: 'alternateMailboxes', mailboxes }
}

function onSide(side: Side, read: (access: Access, facts: MailboxFacts) => string | undefined): Read {
  return side === 'Internal' ? withInternal(read) : withExternal(read)
}

function withInternal(read: (access: Access, facts: MailboxFacts) => ReturnType<Read>): Read {
  return (facts) => (facts.internal === undefined ? undefined : read(facts.internal, facts))
}

function withExternal(read: (access: Access, facts: MailboxFacts) => ReturnType<Read>): Read {
  return (facts) => (facts.external === undefined ? undefined : read(facts.external, facts))
}

function pageUrl(page: string): (access: Access, facts: MailboxFacts) => string | undefined {
  return (access, facts) => {
    const fragment = pageFragment(facts, page)
    return fragment === undefined
      ? undefined
      : `${controlPanelUrl(access, facts.deployment.product)}${fragment}`
  }
}

function webClient(authenticationMethods: string, url: string): SettingValue {
  return { kind: 'webClients', urls: [{ authenticationMethods, url }] }
}

function connections(hostname: string, ports: Readonly<Record<string, number>>): SettingValue {
  const each = Object.entries(ports).map(([encryptionMethod, port]) => ({ hostname, port, encryptionMethod }))
  return { kind: 'connections', connections: each }
}

function onOff(isOn: boolean): string {
  return isOn ? 'On' : 'Off'
}
