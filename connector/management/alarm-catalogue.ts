/** How loud an alarm is, in the words of the product. */
export type AlarmSeverity = 'critical' | 'error' | 'warning' | 'alert'

interface AlarmKind {
  readonly severity: AlarmSeverity
  readonly title: string
  /** What the administrator can do. */
  readonly solution: string
}

/** An alarm that is up. `key` tells apart two alarms of one number, such as those of two Exchange servers. */
export interface Alarm {
  readonly id: AlarmId
  readonly key: string
  readonly raisedAt: number
  readonly description: string
}

/** The calendar connector's alarms that this connector can raise. @source hybrid-calendar.md 18.3 */
export const ALARMS = {
  60100: {
    severity: 'critical',
    title: 'Microsoft Exchange Server unreachable',
    solution: 'Check the server, the network and the address.',
  },
  60101: {
    severity: 'critical',
    title: 'Microsoft Exchange Server access denied',
    solution: 'Check the service account, its password and its permissions.',
  },
  60102: {
    severity: 'critical',
    title: 'Microsoft Exchange Server certificate not validated',
    solution: 'Add the certificate authority to the trust list of this node.',
  },
  60104: {
    severity: 'critical',
    title: 'No Microsoft Exchange Server configured',
    solution: 'Add an Exchange server and enable it.',
  },
  60110: {
    severity: 'critical',
    title: 'Microsoft Exchange Autodiscover unreachable',
    solution: 'Check the Autodiscover service of the mail domain.',
  },
  60111: {
    severity: 'critical',
    title: 'Microsoft Exchange Autodiscover access denied',
    solution: 'Check the service account and its password.',
  },
  60112: {
    severity: 'critical',
    title: 'Microsoft Exchange Autodiscover certificate not validated',
    solution: 'Add the certificate authority to the trust list of this node.',
  },
  60113: {
    severity: 'critical',
    title: 'Redirected Microsoft Exchange Autodiscovery URL not trusted',
    solution: 'Allow the redirect in the trust list if it is right.',
  },
  60120: {
    severity: 'critical',
    title: 'Microsoft Exchange Autodiscover LDAP unreachable',
    solution: 'Check the domain controllers and the query mode.',
  },
  60121: {
    severity: 'critical',
    title: 'Microsoft Exchange Autodiscover LDAP access denied',
    solution: 'Check the service account and its password.',
  },
  60130: {
    severity: 'error',
    title: 'Microsoft Exchange Server user subscription failure',
    solution: 'Check the users listed; subscription is tried again by itself.',
  },
  60131: {
    severity: 'error',
    title: 'SMTP address has no mailbox',
    solution: 'Give the users listed a mailbox, or disable the service for them.',
  },
  60150: {
    severity: 'critical',
    title: 'Cloud Monitor Service unreachable',
    solution: 'Check the way to the cloud on port 443.',
  },
  60151: {
    severity: 'critical',
    title: 'Cloud Monitor Service access denied',
    solution: 'Register the cluster again.',
  },
  60152: {
    severity: 'critical',
    title: 'Cloud API Service unreachable',
    solution: 'Check the way to the cloud on port 443.',
  },
  60153: {
    severity: 'critical',
    title: 'Cloud API Service access denied',
    solution: 'Register the cluster again.',
  },
  60154: {
    severity: 'error',
    title: 'Retrieving key from encryption service failed',
    solution: 'Check the way to the encryption service; meetings follow by themselves.',
  },
  60160: {
    severity: 'error',
    title: 'CMR service unreachable or access denied',
    solution: 'Check the Webex site and its administrator account; @webex waits until then.',
  },
  60161: {
    severity: 'warning',
    title: 'WebEx user account not available',
    solution: 'Give the users listed an account and a personal room.',
  },
  60162: {
    severity: 'error',
    title: 'Cisco WebEx administrator password has expired or invalid',
    solution: 'Set a new password for the administrator of the site.',
  },
} as const satisfies Readonly<Record<number, AlarmKind>>

export type AlarmId = keyof typeof ALARMS
