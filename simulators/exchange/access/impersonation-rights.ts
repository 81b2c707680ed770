import { DIRECTORY_STREAM, rememberUntilChange } from '../../directory/tree/remembered.js'
import type { Tree } from '../../directory/tree/tree.js'
import { groupIdsOf } from '../../directory/accounts/memberships.js'
import { compileFilter, type EntryTest } from './recipient-filter/index.js'
import {
  ACCESS_STREAM,
  managementScopes,
  roleAssignments,
  type ManagementRole,
  type RoleAssignment,
} from './role-assignment.js'

/** Whether a role reaches a recipient. */
export interface ImpersonationRights {
  /** Whether an account, or application, has a role over a recipient; all by objectGuid. */
  mayActFor(role: ManagementRole, assignee: string, recipient: string): boolean
}

/**
 * Reads assignments and scopes as they are at the time of the request, so that one that is taken away takes effect
 * with the next request; in between, what was worked out is remembered. Groups reach their members through other
 * groups. @source ews.md 1.9; @inferred at once: the product remembers for some minutes
 */
export function createImpersonationRights(tree: Tree): ImpersonationRights {
  const { world } = tree
  const testOf = rememberUntilChange(world, [], compileFilter)
  const reachOf = rememberUntilChange(world, [DIRECTORY_STREAM, ACCESS_STREAM], (role) =>
    rememberUntilChange(world, [], (assignee) => {
      const assignments = [...assignmentsReaching(tree, assignee)].filter((one) => isOf(one, role))
      return rememberUntilChange(world, [], (recipient) =>
        assignments.some((assignment) => reaches({ tree, testOf }, assignment, recipient)),
      )
    }),
  )
  return { mayActFor: (role, assignee, recipient) => reachOf(role)(assignee)(recipient) }
}

function isOf({ role, isEnabled }: RoleAssignment, wanted: string): boolean {
  return isEnabled !== false && role.toLowerCase() === wanted.toLowerCase()
}

/** The assignments to an account itself and to the groups that it is in. */
function* assignmentsReaching(tree: Tree, account: string): Iterable<RoleAssignment> {
  const entry = tree.get(account)
  for (const id of [account, ...(entry === undefined ? [] : groupIdsOf(tree, entry))]) {
    for (const { record } of tree.world.by(roleAssignments, 'assignee', id)) yield record
  }
}

interface Scoping {
  readonly tree: Tree
  readonly testOf: (filter: string) => EntryTest
}

function reaches({ tree, testOf }: Scoping, assignment: RoleAssignment, recipient: string): boolean {
  const entry = tree.get(recipient)
  const { scope, organizationalUnit } = assignment
  if (entry === undefined) return false
  if (organizationalUnit !== undefined && !tree.isBelow(entry, organizationalUnit)) return false
  if (scope === null) return true
  const defined = tree.world.get(managementScopes, scope.toLowerCase())
  if (defined === undefined) return false
  const { recipientRoot, recipientFilter } = defined
  if (recipientRoot !== null && !tree.isBelow(entry, recipientRoot)) return false
  return testOf(recipientFilter)(entry, tree)
}
