import { createManagementShell } from '../../../management/index.js'
import { sinceRelease, type Difference } from '../../difference.js'
import { elsewhere } from '../observed.js'
import type { ReleaseLab } from '../release-lab.js'

type Known = Difference<boolean>['values']

const ON_PREMISES: Known = sinceRelease({ '2010': true, online: false })
const ONLINE: Known = sinceRelease({ '2010': false, online: true })
const SINCE_2013_ON_PREMISES: Known = sinceRelease({ '2010': false, '2013': true, online: false })

/** Commands that administrators type, and where the shell knows them or their parameters. */
const COMMANDS: readonly (readonly [what: string, command: string, known: Known, source: string])[] = [
  ['`Get-ThrottlingPolicy`', 'Get-ThrottlingPolicy', ON_PREMISES, 'ews.md 7.4'],
  [
    '`EWSPercentTimeInCAS` of `New-ThrottlingPolicy`',
    'New-ThrottlingPolicy Share -EWSPercentTimeInCAS 90',
    sinceRelease({ '2010': true, '2013': false }),
    'Microsoft, New-ThrottlingPolicy',
  ],
  [
    '`EwsMaxBurst` of `New-ThrottlingPolicy`',
    'New-ThrottlingPolicy Burst -EwsMaxBurst 1000',
    SINCE_2013_ON_PREMISES,
    'Microsoft, New-ThrottlingPolicy',
  ],
  [
    '`Unlimited` in place of a limit; before, `$null`',
    'New-ThrottlingPolicy Free -EwsMaxConcurrency Unlimited',
    SINCE_2013_ON_PREMISES,
    'ews.md 7.4',
  ],
  [
    '`ThrottlingPolicyScope` of `New-ThrottlingPolicy`',
    'New-ThrottlingPolicy Wide -ThrottlingPolicyScope Organization',
    SINCE_2013_ON_PREMISES,
    'ews.md 7.4',
  ],
  ['`Get-ClientAccessServer`', 'Get-ClientAccessServer', ON_PREMISES, 'Microsoft, Get-ClientAccessServer'],
  [
    '`Get-ClientAccessService`',
    'Get-ClientAccessService',
    sinceRelease({ '2010': false, '2016': true, online: false }),
    'Microsoft, Get-ClientAccessService',
  ],
  [
    '`Get-WebServicesVirtualDirectory`',
    'Get-WebServicesVirtualDirectory',
    ON_PREMISES,
    'Microsoft, Get-WebServicesVirtualDirectory',
  ],
  ['`Get-MailboxDatabase`', 'Get-MailboxDatabase', ON_PREMISES, 'Microsoft, Get-MailboxDatabase'],
  ['`Get-RemoteMailbox`', 'Get-RemoteMailbox', ON_PREMISES, 'Microsoft, Get-RemoteMailbox'],
  [
    '`App` of `New-ManagementRoleAssignment`',
    "New-ManagementRoleAssignment -Name:App -Role:'Application Calendars.Read' -App:{connector}",
    ONLINE,
    'Microsoft, Role Based Access Control for Applications in Exchange Online',
  ],
]

/** What the management shell knows. */
export const ADMINISTRATION_ROWS = COMMANDS.map(([what, command, values, source]) =>
  elsewhere({
    topic: 'Administration',
    what: `The shell knows ${what}`,
    source,
    values,
    observe: (lab) => isKnown(lab, command),
  }),
)

/** Whether it runs without a complaint. */
function isKnown({ exchange }: ReleaseLab, command: string): boolean {
  const text = command.replace('{connector}', exchange.identity.connector.id)
  return createManagementShell(exchange.administered)
    .run(text)
    .every(({ kind }) => kind !== 'error')
}
