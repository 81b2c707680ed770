import { parseDn } from '../../../directory/names/parse-dn.js'
import { escapeValue } from '../../../directory/names/render-dn.js'
import type { Values } from '../../../directory/tree/object-defaults.js'
import type { ManagementServices } from '../management-services.js'
import { containerNamed, usersContainer } from './find.js'
import { objectExists, valueTaken } from './refusals.js'

/** What New-Mailbox and New-RemoteMailbox are told of an account. */
export interface AccountParameters {
  readonly Name: string
  readonly Alias?: string
  readonly DisplayName?: string | null
  readonly FirstName?: string | null
  readonly LastName?: string | null
  readonly UserPrincipalName?: string
  readonly SamAccountName?: string
  readonly PrimarySmtpAddress?: string
  readonly OrganizationalUnit?: string
  readonly OnPremisesOrganizationalUnit?: string
  readonly Password?: string
  readonly ResetPasswordOnNextLogon?: boolean
}

/** An account that is about to be made: every name is free. */
export interface AccountPlan {
  readonly parent: string
  readonly name: string
  readonly alias: string
  readonly primaryAddress: string
  readonly password: string | undefined
  readonly values: Values
}

/** Longest name of an account. @source MS-ADTS, sAMAccountName of a user */
const MOST_OF_ACCOUNT_NAME = 20

/** @throws ShellError when a name is taken, or the place is not there */
export function planAccount(services: ManagementServices, given: AccountParameters): AccountPlan {
  const { tree, forest } = services.directory
  const unit = given.OrganizationalUnit ?? given.OnPremisesOrganizationalUnit
  const parent = unit === undefined ? usersContainer(services) : containerNamed(services, unit).entry.key
  const alias = given.Alias ?? aliasOf(given.UserPrincipalName?.split('@')[0] ?? given.Name)
  const sAMAccountName = given.SamAccountName ?? alias.slice(0, MOST_OF_ACCOUNT_NAME)
  const userPrincipalName = given.UserPrincipalName ?? `${alias}@${forest.dnsDomain}`
  mustBeNew(services, parent, given.Name)
  for (const [property, attribute, value] of [
    ['UserPrincipalName', 'userPrincipalName', userPrincipalName],
    ['SamAccountName', 'sAMAccountName', sAMAccountName],
  ] as const) {
    if (tree.unique(attribute, value) !== undefined) throw valueTaken(property, value)
  }
  return {
    parent,
    name: given.Name,
    alias,
    primaryAddress: given.PrimarySmtpAddress ?? `${alias}@${forest.dnsDomain}`,
    password: given.Password,
    values: {
      displayName: [given.DisplayName ?? given.Name],
      sAMAccountName: [sAMAccountName],
      userPrincipalName: [userPrincipalName],
      givenName: listOf(given.FirstName),
      sn: listOf(given.LastName),
      ...(given.ResetPasswordOnNextLogon === true ? { pwdLastSet: ['0'] } : {}),
    },
  }
}

function mustBeNew(services: ManagementServices, parent: string, name: string): void {
  const { tree } = services.directory
  const above = tree.get(parent)
  const dn = `CN=${escapeValue(name)},${above === undefined ? '' : tree.nameOf(above)}`
  if (tree.find(parseDn(dn) ?? []) !== undefined) throw objectExists(services, dn)
}

/** What of a name may stand in an address. */
export function aliasOf(name: string): string {
  return name.normalize('NFD').replace(/[^A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]/g, '')
}

export function listOf(value: string | null | undefined): readonly string[] {
  return value === undefined || value === null || value === '' ? [] : [value]
}
