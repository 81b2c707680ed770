import type { Write } from '../../../core/index.js'
import type { Account } from '../../../directory/accounts/account.js'
import { createTestDirectory } from '../../../directory/testing/create-test-directory.js'
import type { OrganizationSeed } from '../../../directory/seed/organization.js'
import { EwsFault } from '../../ews/ews-fault.js'
import type { EwsObject } from '../../ews/tree.js'
import { createCallerResolver } from '../caller-resolver.js'
import { isDisabledAccount } from '../disabled-account.js'
import { createImpersonationRights } from '../impersonation-rights.js'
import { createRoleAdministration } from '../role-administration.js'

/** What decides for whom a request acts, over a small organization. */
export function createAccessOffice(organization: Partial<OrganizationSeed> = {}) {
  const { core, clock, directory } = createTestDirectory(organization)
  const { tree, recipients, accounts } = directory
  const roles = createRoleAdministration(core.world)
  const resolve = createCallerResolver({
    world: core.world,
    recipients,
    rights: createImpersonationRights(tree),
    isDisabled: (objectGuid) => isDisabledAccount(tree, objectGuid),
  })

  function account(alias: string): Account {
    const found = accounts.findWindows(alias)
    if (found === undefined) throw new TypeError(`nobody is called ${alias}`)
    return found
  }

  /** The objectGuid of an account, group or room. */
  const idOf = (alias: string) => tree.unique('sAMAccountName', alias)?.record.id ?? ''

  return {
    core,
    clock,
    directory,
    roles,
    account,
    idOf,
    /** For whom somebody acts who names an identity, or the code of the fault. */
    actAs(alias: string, identity: EwsObject | undefined): string | undefined {
      try {
        const header = identity === undefined ? undefined : { ConnectingSID: identity }
        return resolve(account(alias), header).mailbox?.primarySmtpAddress
      } catch (fault) {
        return fault instanceof EwsFault ? fault.responseCode : 'defect'
      }
    },
    resolve,
    /** Gives the role of the connector to somebody or to a group. */
    allow(alias: string, scope: string | null = null): void {
      const assignment = { name: `Role of ${alias}`, role: 'ApplicationImpersonation', scope } as const
      roles.assign({ ...assignment, assignee: idOf(alias) })
    },
    /** Sets attributes of an entry as an LDAP client does. */
    change(alias: string, values: Readonly<Record<string, readonly string[]>>): void {
      const entry = tree.get(idOf(alias))
      if (entry === undefined) return
      const change = directory.change()
      change.update(entry, { values: { ...entry.record.values, ...values } })
      change.commit('test', 'test')
    },
    put: (write: Write) => core.world.commit({ cause: 'test', reason: 'test', writes: [write] }),
  }
}
