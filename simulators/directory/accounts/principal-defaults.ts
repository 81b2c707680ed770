import type { Values } from '../tree/object-defaults.js'
import { ACCOUNT_CONTROL, ACCOUNT_TYPE } from './user-account-control.js'

/** Relative ids of the groups that are primary groups by default. @source MS-ADTS 6.1.1.6 */
const PRIMARY_GROUP = { users: '513', computers: '515' }
/** Bits of groupType. @source MS-ADTS 2.2.12 */
export const GROUP_TYPE = {
  builtin: 0x1,
  global: 0x2,
  domainLocal: 0x4,
  universal: 0x8,
  security: -(2 ** 31),
} as const
const GLOBAL_SECURITY = GROUP_TYPE.global + GROUP_TYPE.security
/** accountExpires of an account that never does. */
const NEVER_EXPIRES = '9223372036854775807'

/**
 * What the directory adds to a new user, computer or group that is not given.
 * @source ad-golden case write-add-defaults; ldap.md 7
 */
export function principalDefaults(classes: readonly string[], given: readonly Values[]): Values {
  if (classes.includes('group')) return groupDefaults(given)
  if (!classes.includes('user')) return {}
  const isComputer = classes.includes('computer')
  return {
    accountExpires: [NEVER_EXPIRES],
    codePage: ['0'],
    countryCode: ['0'],
    primaryGroupID: [isComputer ? PRIMARY_GROUP.computers : PRIMARY_GROUP.users],
    pwdLastSet: ['0'],
    sAMAccountType: [String(isComputer ? ACCOUNT_TYPE.computer : ACCOUNT_TYPE.user)],
    userAccountControl: [
      String(
        (isComputer ? ACCOUNT_CONTROL.workstationTrust : ACCOUNT_CONTROL.normal) |
          ACCOUNT_CONTROL.passwordNotRequired |
          ACCOUNT_CONTROL.disabled,
      ),
    ],
  }
}

function groupDefaults(given: readonly Values[]): Values {
  const type = Number(given.findLast((part) => part['groupType'])?.['groupType']?.[0] ?? GLOBAL_SECURITY)
  const isLocal = (type & GROUP_TYPE.domainLocal) !== 0
  const isSecurity = type < 0
  const accountType = isSecurity
    ? isLocal
      ? ACCOUNT_TYPE.localSecurityGroup
      : ACCOUNT_TYPE.securityGroup
    : isLocal
      ? ACCOUNT_TYPE.localDistributionGroup
      : ACCOUNT_TYPE.distributionGroup
  return { groupType: [String(type)], sAMAccountType: [String(accountType)] }
}
