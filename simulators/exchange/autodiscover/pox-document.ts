import { createHash } from 'node:crypto'
import { create } from 'xmlbuilder2'
import { formatMilliseconds, type Instant } from '../../core/index.js'
import { POX_ERRORS, RESPONSE_SCHEMA, type Mailbox, type PoxErrorCode } from './pox-answer.js'
import { renderServerVersion, type ServerVersion } from './server-version.js'

const ENVELOPE_SCHEMA = 'http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006'

/** What the settings of every mailbox have in common. */
export interface Deployment {
  readonly id: string
  readonly version: ServerVersion
  /** Host names of a domain controller and of the Active Directory site, as `AD` and `GroupingInformation`. */
  readonly domainController: string
  readonly site: string
}

/** The documents of POX Autodiscover. @source ews.md 8.2 */
export function renderSettings(mailbox: Mailbox, deployment: Deployment, origin: string): string {
  return document(RESPONSE_SCHEMA, {
    User: {
      DisplayName: mailbox.displayName,
      LegacyDN: mailbox.legacyExchangeDN,
      AutoDiscoverSMTPAddress: mailbox.primarySmtpAddress,
      DeploymentId: deployment.id,
    },
    Account: {
      AccountType: 'email',
      Action: 'settings',
      MicrosoftOnline: 'False',
      Protocol: [internalProtocol(mailbox, deployment, origin), externalProtocol(origin)],
    },
  })
}

export function renderRedirectAddress(address: string): string {
  return document(RESPONSE_SCHEMA, {
    Account: { AccountType: 'email', Action: 'redirectAddr', RedirectAddr: address },
  })
}

/** `Id` stands for the server, `Time` is the time of day with seven decimals. */
export function renderError(code: PoxErrorCode, { server, at }: { server: string; at: Instant }): string {
  return document(undefined, {
    Error: {
      '@Time': `${formatMilliseconds(at).slice(11, 23)}0000`,
      '@Id': String(createHash('sha256').update(server).digest().readUInt32LE()),
      ErrorCode: String(code),
      Message: POX_ERRORS[code],
      DebugData: {},
    },
  })
}

function internalProtocol(mailbox: Mailbox, deployment: Deployment, origin: string) {
  const server = `${mailbox.mailboxGuid}@${mailbox.primarySmtpAddress.replace(/^.*@/, '')}`
  const serverDn = `${administrativeGroup(mailbox)}/cn=Configuration/cn=Servers/cn=${server}`
  return {
    Type: 'EXCH',
    Server: server,
    ServerDN: serverDn,
    ServerVersion: renderServerVersion(deployment.version),
    MdbDN: `${serverDn}/cn=Microsoft Private MDB`,
    AD: deployment.domainController,
    ...ewsUrls(origin),
    GroupingInformation: deployment.site,
  }
}

function externalProtocol(origin: string) {
  const { hostname, protocol } = new URL(origin)
  return {
    Type: 'EXPR',
    Server: hostname,
    SSL: protocol === 'https:' ? 'On' : 'Off',
    AuthPackage: 'Ntlm',
    ...ewsUrls(origin),
  }
}

function ewsUrls(origin: string) {
  const url = `${origin}/EWS/Exchange.asmx`
  return { ASUrl: url, EwsUrl: url, OOFUrl: url }
}

/** `/o=contoso/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)`: what precedes the recipients' container. */
function administrativeGroup(mailbox: Mailbox): string {
  return mailbox.legacyExchangeDN.replace(/\/cn=Recipients\/.*$/i, '')
}

function document(responseSchema: string | undefined, response: object): string {
  const schema = responseSchema === undefined ? {} : { '@xmlns': responseSchema }
  return create(
    { version: '1.0', encoding: 'utf-8' },
    { Autodiscover: { '@xmlns': ENVELOPE_SCHEMA, Response: { ...schema, ...response } } },
  ).end()
}
