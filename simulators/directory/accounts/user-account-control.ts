/** Bits of userAccountControl. @source MS-ADTS 2.2.16; ldap.md 7 */
export const ACCOUNT_CONTROL = {
  disabled: 0x2,
  lockedOut: 0x10,
  passwordNotRequired: 0x20,
  normal: 0x200,
  workstationTrust: 0x1000,
  serverTrust: 0x2000,
  passwordNeverExpires: 0x10000,
  passwordExpired: 0x800000,
} as const

/** sAMAccountType. @source MS-SAMR 2.2.1.9 */
export const ACCOUNT_TYPE = {
  user: 805_306_368,
  computer: 805_306_369,
  securityGroup: 268_435_456,
  distributionGroup: 268_435_457,
  localSecurityGroup: 536_870_912,
  localDistributionGroup: 536_870_913,
} as const
