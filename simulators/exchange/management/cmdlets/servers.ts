import { EXCHANGE_ORIGIN } from '../../../directory/search/advertised-values.js'
import type { ClientAccessServer, MailboxDatabase, WebServicesDirectory } from '../../servers/index.js'
import { boolean, flag, identity, listOf, names, text, type ListChange } from '../binding/kind.js'
import { mandatory, optional } from '../binding/parameter.js'
import { cmdlet, shellObject, type Cmdlet, type Running } from '../cmdlet.js'
import { patternOf } from '../filter/satisfies.js'
import { objectNotFound } from '../objects/refusals.js'
import { translated } from '../objects/translate.js'
import { both, onPremises, since2016 } from '../releases.js'
import type { ShellObject } from '../values.js'

const tasks = 'SystemConfigurationTasks'
const knownTo = onPremises
const SERVER = optional(identity('ServerIdParameter'), { position: 0 })
const DATABASE = mandatory(identity('DatabaseIdParameter'), { position: 0 })
const DIRECTORY_NAME = 'EWS (Default Web Site)'

/** Both names of the cmdlets for what lets clients in. @source Exchange documentation: ClientAccessService since 2016 */
const CLIENT_ACCESS = [
  { noun: 'ClientAccessServer', isKnown: knownTo },
  { noun: 'ClientAccessService', isKnown: both(onPremises, since2016) },
] as const

/** Servers, databases, and where clients find them. @source Exchange documentation of these cmdlets */
export const SERVER_CMDLETS: readonly Cmdlet[] = [
  cmdlet({
    name: 'Get-ExchangeServer',
    tasks,
    knownTo,
    columns: ['Name', 'Site', 'ServerRole', 'Edition', 'AdminDisplayVersion'],
    parameters: { Identity: SERVER, Domain: optional(text), Status: optional(flag) },
    run: ({ Identity }, running) =>
      serversNamed(running, Identity).map((server) => shownServer(running, server)),
  }),
  cmdlet({
    name: 'Get-MailboxDatabase',
    tasks,
    knownTo,
    columns: ['Name', 'Server', 'Recovery', 'ReplicationType'],
    parameters: {
      Identity: optional(identity('DatabaseIdParameter'), { position: 0 }),
      Server: optional(identity('ServerIdParameter')),
      Status: optional(flag),
    },
    without: ['IncludePreExchange2013', 'DumpsterStatistics'],
    run({ Identity, Server, Status }, running) {
      const databases =
        Identity === undefined || Identity.includes('*')
          ? running.servers.databases().filter(({ name }) => patternOf(Identity ?? '*').test(name))
          : [databaseNamed(running, Identity)]
      const on = Server === undefined ? undefined : serverNamed(running, Server).name
      return databases
        .filter(({ copiesOn }) => on === undefined || copiesOn.includes(on))
        .map((database) => shownDatabase(running, database, Status === true))
    },
  }),
  ...(['Mount', 'Dismount'] as const).map((verb) =>
    cmdlet({
      name: `${verb}-Database`,
      tasks,
      knownTo,
      parameters: { Identity: DATABASE, Force: optional(flag) },
      run({ Identity }, running) {
        const { name } = databaseNamed(running, Identity)
        if (verb === 'Mount') running.serverControl.mount(name)
        else running.serverControl.dismount(name)
        return undefined
      },
    }),
  ),
  cmdlet({
    name: 'Move-ActiveMailboxDatabase',
    tasks,
    knownTo,
    parameters: { Identity: DATABASE, ActivateOnServer: optional(identity('MailboxServerIdParameter')) },
    without: [
      'SkipHealthChecks',
      'SkipActiveCopyChecks',
      'SkipClientExperienceChecks',
      'SkipLagChecks',
      'MountDialOverride',
      'MoveComment',
    ],
    run({ Identity, ActivateOnServer }, running) {
      const to = ActivateOnServer === undefined ? undefined : serverNamed(running, ActivateOnServer).name
      running.serverControl.failOver(databaseNamed(running, Identity).name, to)
      return undefined
    },
  }),
  cmdlet({
    name: 'Get-WebServicesVirtualDirectory',
    tasks,
    knownTo,
    columns: ['Name', 'Server', 'InternalUrl'],
    parameters: {
      Identity: optional(identity('VirtualDirectoryIdParameter'), { position: 0, sets: ['Identity'] }),
      Server: optional(identity('ServerIdParameter'), { sets: ['Server'] }),
    },
    without: ['ADPropertiesOnly', 'ShowMailboxVirtualDirectories'],
    run: ({ Identity, Server }, running) =>
      directoriesNamed(running, Identity ?? Server).map((directory) => shownDirectory(running, directory)),
  }),
  cmdlet({
    name: 'Set-WebServicesVirtualDirectory',
    tasks,
    knownTo,
    parameters: {
      Identity: mandatory(identity('VirtualDirectoryIdParameter'), { position: 0 }),
      InternalUrl: optional(text),
      ExternalUrl: optional(text),
      BasicAuthentication: optional(boolean),
      WindowsAuthentication: optional(boolean),
      OAuthAuthentication: optional(boolean),
      Force: optional(flag),
    },
    without: [
      'CertificateAuthentication',
      'DigestAuthentication',
      'ExtendedProtectionFlags',
      'ExtendedProtectionSPNList',
      'ExtendedProtectionTokenChecking',
      'GzipLevel',
      'InternalNLBBypassUrl',
      'LiveIdNegotiateAuthentication',
      'MRSProxyEnabled',
      'WSSecurityAuthentication',
    ],
    run({ Identity, InternalUrl, ExternalUrl, ...given }, running) {
      for (const { server, authentication } of directoriesNamed(running, Identity)) {
        running.servers.setWebServicesDirectory(server, {
          ...(InternalUrl === undefined ? {} : { internalUrl: InternalUrl }),
          ...(ExternalUrl === undefined ? {} : { externalUrl: ExternalUrl }),
          authentication: {
            basic: given.BasicAuthentication ?? authentication.basic,
            windows: given.WindowsAuthentication ?? authentication.windows,
            oauth: given.OAuthAuthentication ?? authentication.oauth,
          },
        })
      }
      return undefined
    },
  }),
  ...CLIENT_ACCESS.flatMap(({ noun, isKnown }) => [
    cmdlet({
      name: `Get-${noun}`,
      tasks,
      knownTo: isKnown,
      columns: ['Name'],
      parameters: { Identity: SERVER },
      without: [
        'IncludeAlternateServiceAccountCredentialPassword',
        'IncludeAlternateServiceAccountCredentialStatus',
      ],
      run: ({ Identity }, running) =>
        serversNamed(running, Identity).map((server) => shownClientAccess(running, server)),
    }),
    cmdlet({
      name: `Set-${noun}`,
      tasks,
      knownTo: isKnown,
      parameters: {
        Identity: mandatory(identity('ClientAccessServerIdParameter'), { position: 0 }),
        AutoDiscoverServiceInternalUri: optional(text),
        AutoDiscoverSiteScope: optional(
          listOf('Microsoft.Exchange.Data.MultiValuedProperty`1[System.String]'),
        ),
      },
      without: [
        'AlternateServiceAccountCredential',
        'Array',
        'CleanUpInvalidAlternateServiceAccountCredentials',
        'IrmLogEnabled',
        'RemoveAlternateServiceAccountCredentials',
      ],
      run({ Identity, AutoDiscoverServiceInternalUri: uri, AutoDiscoverSiteScope: scope }, running) {
        const { name } = serverNamed(running, Identity)
        const before = running.connectionPoints.get(name)?.autoDiscoverSiteScope ?? []
        running.connectionPoints.set(name, {
          ...(uri === undefined ? {} : { autoDiscoverServiceInternalUri: uri }),
          ...(scope === undefined ? {} : { autoDiscoverSiteScope: changedTexts(before, scope) }),
        })
        return undefined
      },
    }),
  ]),
  cmdlet({
    name: 'Get-OrganizationConfig',
    tasks,
    parameters: {},
    run: (_given, running) => [
      shellObject('OrganizationConfig', 'organization', {
        Name: running.directory.forest.netbiosDomain,
        AdminDisplayVersion: versionText(running),
        Identity: running.directory.forest.netbiosDomain,
      }),
    ],
  }),
  cmdlet({
    name: 'Get-AcceptedDomain',
    tasks,
    columns: ['Name', 'DomainName', 'DomainType', 'Default'],
    parameters: { Identity: optional(names, { position: 0 }) },
    run: ({ Identity }, running) =>
      running.directory.recipients
        .domains()
        .filter((domain) => Identity?.some((wanted) => patternOf(wanted).test(domain)) ?? true)
        .map((domain, at) =>
          shellObject('AcceptedDomain', domain, {
            Name: domain,
            DomainName: domain,
            DomainType: 'Authoritative',
            Default: at === 0,
            Identity: domain,
          }),
        ),
  }),
]

/** A list of texts after a change. */
function changedTexts(before: readonly string[], change: ListChange): readonly string[] {
  if (change.kind === 'whole') return change.values
  const removed = change.remove.map((each) => each.toLowerCase())
  return [...before.filter((each) => !removed.includes(each.toLowerCase())), ...change.add]
}

export function databaseNamed(running: Running, wanted: string): MailboxDatabase {
  return translated({ DATABASE_UNKNOWN: () => objectNotFound(running, wanted) }, () =>
    running.servers.database(wanted),
  )
}

function serverNamed(running: Running, wanted: string): ClientAccessServer {
  return translated({ SERVER_UNKNOWN: () => objectNotFound(running, wanted) }, () =>
    running.servers.server(wanted),
  )
}

function serversNamed(running: Running, wanted: string | undefined): readonly ClientAccessServer[] {
  if (wanted !== undefined && !wanted.includes('*')) return [serverNamed(running, wanted)]
  return running.servers.servers().filter(({ name }) => patternOf(wanted ?? '*').test(name))
}

/** `EX01\EWS (Default Web Site)`, `EX01\EWS*`, `EX01`. */
function directoriesNamed(running: Running, wanted: string | undefined): readonly WebServicesDirectory[] {
  const [server, directory = '*'] = wanted?.split('\\') ?? []
  if (!patternOf(directory).test(DIRECTORY_NAME)) throw objectNotFound(running, wanted ?? '')
  return serversNamed(running, server).map(({ name }) => running.servers.webServicesDirectory(name))
}

/** A URL as the shell shows it: of the server itself, where clients are told one of their own network. */
function urlOf(running: Running, server: string, url: string | null): string | null {
  return url?.replaceAll(EXCHANGE_ORIGIN, `https://${running.servers.server(server).fqdn}`) ?? null
}

function versionText({ product }: Running): string {
  const { major, minor, majorBuild, minorBuild } = product.build
  return `Version ${major}.${minor} (Build ${majorBuild}.${minorBuild})`
}

function shownServer(running: Running, { name, fqdn, site, state }: ClientAccessServer): ShellObject {
  const { dnsDomain } = running.directory.forest
  return shellObject('ExchangeServer', name, {
    Name: name,
    Site: `${dnsDomain}/Configuration/Sites/${site}`,
    ServerRole: since2016(running.product) ? 'Mailbox' : 'Mailbox, ClientAccess',
    Edition: 'Enterprise',
    AdminDisplayVersion: versionText(running),
    Fqdn: fqdn,
    Domain: dnsDomain,
    OrganizationalUnit: `${dnsDomain}/${name}`,
    IsClientAccessServer: true,
    IsMailboxServer: true,
    IsHubTransportServer: true,
    ServerState: state,
    Identity: name,
  })
}

function shownDatabase(
  running: Running,
  { name, objectGuid, activeOn, copiesOn, isMounted }: MailboxDatabase,
  withStatus: boolean,
): ShellObject {
  return shellObject('MailboxDatabase', name, {
    Name: name,
    Server: activeOn,
    Recovery: false,
    ReplicationType: copiesOn.length > 1 ? 'Remote' : 'None',
    Servers: copiesOn,
    ...(withStatus ? { Mounted: isMounted } : {}),
    Identity: name,
    Guid: objectGuid,
    Organization: running.directory.forest.netbiosDomain,
  })
}

function shownDirectory(
  running: Running,
  { server, internalUrl, externalUrl, authentication }: WebServicesDirectory,
): ShellObject {
  const { basic, windows, oauth } = authentication
  const methods = [
    ...(basic ? ['Basic'] : []),
    ...(windows ? ['Ntlm', 'WindowsIntegrated'] : []),
    ...(oauth ? ['OAuth'] : []),
  ]
  return shellObject('ADWebServicesVirtualDirectory', `${server}\\${DIRECTORY_NAME}`, {
    Name: DIRECTORY_NAME,
    Server: server,
    InternalUrl: urlOf(running, server, internalUrl),
    ExternalUrl: urlOf(running, server, externalUrl),
    InternalAuthenticationMethods: methods,
    ExternalAuthenticationMethods: methods,
    BasicAuthentication: basic,
    DigestAuthentication: false,
    WindowsAuthentication: windows,
    OAuthAuthentication: oauth,
    Identity: `${server}\\${DIRECTORY_NAME}`,
  })
}

function shownClientAccess(running: Running, { name, fqdn }: ClientAccessServer): ShellObject {
  const point = running.connectionPoints.get(name)
  return shellObject('ClientAccessServer', name, {
    Name: name,
    Fqdn: fqdn,
    AutoDiscoverServiceCN: name,
    AutoDiscoverServiceClassName: 'ms-Exchange-AutoDiscover-Service',
    AutoDiscoverServiceInternalUri: urlOf(running, name, point?.autoDiscoverServiceInternalUri ?? null),
    AutoDiscoverServiceGuid: '77378f46-2c66-4aa9-a6a6-3e7a48b19596',
    AutoDiscoverSiteScope: point?.autoDiscoverSiteScope ?? [],
    Identity: name,
  })
}
