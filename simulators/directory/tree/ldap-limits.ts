/** The policy of a domain controller, as lDAPAdminLimits states it. @source ldap.md 2 */
export const LDAP_LIMITS = {
  InitRecvTimeout: 120,
  MaxConnections: 5000,
  MaxConnIdleTime: 900,
  MaxActiveQueries: 20,
  MaxNotificationPerConn: 5,
  MaxPageSize: 1000,
  MaxQueryDuration: 120,
  MaxTempTableSize: 10000,
  MaxResultSetSize: 262144,
  MaxPoolThreads: 4,
  MaxDatagramRecv: 4096,
  MaxReceiveBuffer: 10485760,
  MaxValRange: 1500,
} as const

/** The same as an administrator may have changed it. */
export type LdapLimits = Readonly<Record<keyof typeof LDAP_LIMITS, number>>

/** The policies that the root announces, of Windows Server 2016; MaxActiveQueries is none since 2003. @source MS-ADTS 3.1.1.3.4.6 */
export const SUPPORTED_POLICIES: readonly string[] = [
  ...Object.keys(LDAP_LIMITS).filter((name) => name !== 'MaxActiveQueries'),
  ...['MaxBatchReturnMessages', 'MaxDirSyncDuration', 'MinResultSets', 'MaxResultSetsPerConn'],
  ...['MaxValRangeTransitive', 'ThreadMemoryLimit', 'SystemMemoryLimitPercent'],
]
