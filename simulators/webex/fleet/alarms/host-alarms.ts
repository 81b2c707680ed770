import type { Instant } from '../../../core/index.js'
import type { HostFacts } from '../../records/fleet.js'
import type { ReportedAlarm } from './carry-over.js'

interface HostCheck {
  readonly key: string
  readonly isWrong: (host: HostFacts) => boolean
  readonly severity: ReportedAlarm['severity']
  readonly title: string
  readonly description: string
  readonly solution: string
}

/**
 * What the prerequisites of every Expressway host say must be right: time, names and the licence of the release. These
 * alarms have no number in the documents we follow. @inferred the words and the severities
 */
const HOST_CHECKS: readonly HostCheck[] = [
  {
    key: 'host:ntp',
    isWrong: ({ ntp }) => ntp?.isSynchronized === false,
    severity: 'error',
    title: 'Clock not synchronized',
    description: 'The host is not synchronized with any of its NTP servers.',
    solution: 'Check the NTP servers of the host: certificates and tokens depend on the time.',
  },
  {
    key: 'host:dns',
    isWrong: ({ dns }) => dns !== null && (!dns.isResolving || dns.servers.length === 0),
    severity: 'error',
    title: 'Names not resolved',
    description: 'The host has no DNS server that resolves the names of the cloud.',
    solution: 'Check the DNS servers of the host.',
  },
  {
    key: 'host:release-key',
    isWrong: ({ releaseKey }) => releaseKey?.isValid === false,
    severity: 'alert',
    title: 'Release key missing or invalid',
    description: 'The host runs without a valid release key.',
    solution: 'Install the release key of the version that the host runs.',
  },
]

/** The alarms that follow from what a host says of itself. */
export function hostAlarms(host: HostFacts, raised: Instant): readonly ReportedAlarm[] {
  return HOST_CHECKS.filter(({ isWrong }) => isWrong(host)).map(
    ({ key, severity, title, description, solution }) => ({
      number: null,
      key,
      severity,
      raised,
      title,
      description,
      solution,
    }),
  )
}
