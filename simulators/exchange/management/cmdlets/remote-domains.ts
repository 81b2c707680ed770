import { put, remove } from '../../../core/index.js'
import {
  ALLOWED_REPLIES,
  DEFAULT_REMOTE_DOMAIN,
  remoteDomains,
  remoteDomainsOf,
  type RemoteDomain,
} from '../../calendar/mail/remote-domains.js'
import { boolean, identity, name, oneOf, type Kind } from '../binding/kind.js'
import { mandatory, optional } from '../binding/parameter.js'
import { cmdlet, shellObject, type Cmdlet, type Running } from '../cmdlet.js'
import { configurationDn } from '../objects/configuration.js'
import { objectExists, objectNotFound, refused } from '../objects/refusals.js'
import { patternOf } from '../filter/satisfies.js'
import { textOf, type ShellObject } from '../values.js'

const tasks = 'SystemConfigurationTasks'
const COLUMNS = ['Name', 'DomainName', 'AllowedOOFType']
const DOMAIN = mandatory(identity('RemoteDomainIdParameter'), { position: 0 })

/** `$null` leaves it to the sender's program. @source Exchange documentation of -TNEFEnabled */
const booleanOrNull: Kind<boolean | null> = {
  typeName: 'System.Boolean',
  read: (value) => (textOf(value) === '' ? null : boolean.read(value)),
}

/** @source Exchange documentation of Set-RemoteDomain; what concerns only how mail is encoded and reported */
const WITHOUT = [
  'AutoForwardEnabled ByteEncoderTypeFor7BitCharsets CharacterSet ContentType DeliveryReportEnabled DisplaySenderName',
  'IsInternal LineWrapSize MeetingForwardNotificationEnabled MessageCountThreshold NDRDiagnosticInfoEnabled NDREnabled',
  'NonMimeCharacterSet PreferredInternetCodePageForShiftJis RequiredCharsetCoverage TargetDeliveryDomain TrustedMailInboundEnabled',
  'TrustedMailOutboundEnabled UseSimpleDisplayName AutoReplyEnabled',
].flatMap((line) => line.split(' '))

/** New-, Get-, Set- and Remove-RemoteDomain. @source Exchange documentation of these cmdlets */
export const REMOTE_DOMAIN_CMDLETS: readonly Cmdlet[] = [
  cmdlet({
    name: 'New-RemoteDomain',
    tasks,
    columns: COLUMNS,
    parameters: { Name: mandatory(name, { position: 0 }), DomainName: mandatory(name) },
    run({ Name, DomainName }, running) {
      const exists = remoteDomainsOf(running.core.world).some(
        (each) => each.name.toLowerCase() === Name.toLowerCase(),
      )
      if (exists) throw objectExists(running, configurationDn(running, 'remoteDomains', Name))
      const domain = { ...DEFAULT_REMOTE_DOMAIN, name: Name, domainName: DomainName.toLowerCase() }
      store(running, domain)
      return [shown(domain)]
    },
  }),
  cmdlet({
    name: 'Get-RemoteDomain',
    tasks,
    columns: COLUMNS,
    parameters: { Identity: optional(identity('RemoteDomainIdParameter'), { position: 0 }) },
    without: ['ResultSize'],
    run({ Identity }, running) {
      if (Identity !== undefined && !Identity.includes('*')) return [shown(domainNamed(running, Identity))]
      return remoteDomainsOf(running.core.world)
        .filter(({ name: called }) => patternOf(Identity ?? '*').test(called))
        .map(shown)
    },
  }),
  cmdlet({
    name: 'Set-RemoteDomain',
    tasks,
    parameters: {
      Identity: DOMAIN,
      Name: optional(name),
      AllowedOOFType: optional(
        oneOf('Microsoft.Exchange.Data.Directory.SystemConfiguration.AllowedOOFType', ALLOWED_REPLIES),
      ),
      TNEFEnabled: optional(booleanOrNull),
    },
    without: WITHOUT,
    run({ Identity, Name, AllowedOOFType, TNEFEnabled }, running) {
      const before = domainNamed(running, Identity)
      const renamed = Name !== undefined && Name !== before.name
      if (renamed) forget(running, before)
      store(running, {
        ...before,
        ...(Name === undefined ? {} : { name: Name }),
        ...(AllowedOOFType === undefined ? {} : { allowedReplies: AllowedOOFType }),
        ...(TNEFEnabled === undefined ? {} : { tnefEnabled: TNEFEnabled }),
      })
      return undefined
    },
  }),
  cmdlet({
    name: 'Remove-RemoteDomain',
    tasks,
    parameters: { Identity: DOMAIN },
    run({ Identity }, running) {
      const domain = domainNamed(running, Identity)
      if (domain.domainName === '*') throw refused(`The remote domain "${domain.name}" can't be removed.`)
      forget(running, domain)
      return undefined
    },
  }),
]

function domainNamed(running: Running, wanted: string): RemoteDomain {
  const found = remoteDomainsOf(running.core.world).find((each) =>
    [each.name, each.domainName].some((called) => called.toLowerCase() === wanted.toLowerCase()),
  )
  if (found === undefined) throw objectNotFound(running, wanted)
  return found
}

function store({ core }: Running, domain: RemoteDomain): void {
  core.world.commit({ cause: 'management', reason: 'RemoteDomainSet', writes: [put(remoteDomains, domain)] })
}

function forget({ core }: Running, domain: RemoteDomain): void {
  const key = domain.name.toLowerCase()
  if (core.world.get(remoteDomains, key) === undefined) return
  core.world.commit({
    cause: 'management',
    reason: 'RemoteDomainRemoved',
    writes: [remove(remoteDomains, key)],
  })
}

function shown({ name: called, domainName, allowedReplies, tnefEnabled }: RemoteDomain): ShellObject {
  return shellObject('DomainContentConfig', called, {
    Name: called,
    DomainName: domainName,
    AllowedOOFType: allowedReplies,
    TNEFEnabled: tnefEnabled,
    IsInternal: false,
    Identity: called,
  })
}
