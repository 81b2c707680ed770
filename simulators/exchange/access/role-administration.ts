import { LabError, put, remove, type Collection, type World, type Write } from '../../core/index.js'
import { compileFilter } from './recipient-filter/index.js'
import {
  managementScopes,
  roleAssignments,
  type ManagementRole,
  type ManagementScope,
  type RoleAssignment,
} from './role-assignment.js'

/**
 * Who may do what for whom, as an administrator sets it. Refuses by LabError: RBAC_EXISTS, RBAC_NOT_FOUND,
 * RBAC_SCOPE_IN_USE, RECIPIENT_FILTER.
 */
export interface RoleAdministration {
  assign(assignment: RoleAssignment): void
  /** Changes an assignment that there is. */
  reassign(name: string, changes: Partial<Omit<RoleAssignment, 'name' | 'role' | 'assignee'>>): void
  unassign(name: string): void
  assignments(): readonly RoleAssignment[]
  assignment(name: string): RoleAssignment | undefined
  defineScope(scope: ManagementScope): void
  /** Changes a scope that there is; the filter alone, the root alone, or both. */
  redefineScope(name: string, changes: Partial<Omit<ManagementScope, 'name'>>): void
  removeScope(name: string): void
  scope(name: string): ManagementScope | undefined
  scopes(): readonly ManagementScope[]
  /** The assignments of a role to one account or group, by itself. */
  assignmentsOf(role: ManagementRole, assignee: string): readonly RoleAssignment[]
}

const CAUSE = 'role-administration'

export function createRoleAdministration(world: World): RoleAdministration {
  return {
    assign(assignment) {
      if (assignment.scope !== null) existing(managementScopes, assignment.scope)
      mustBeNew(roleAssignments, assignment.name)
      commit('assigned', put(roleAssignments, assignment))
    },
    reassign(name, changes) {
      if (typeof changes.scope === 'string') existing(managementScopes, changes.scope)
      commit('reassigned', put(roleAssignments, { ...existing(roleAssignments, name), ...changes }))
    },
    unassign: (name) => destroy(roleAssignments, name),
    assignments: () => [...world.all(roleAssignments)].map(({ record }) => record),
    assignment: (name) => world.get(roleAssignments, name.toLowerCase()),
    defineScope(scope) {
      compileFilter(scope.recipientFilter)
      mustBeNew(managementScopes, scope.name)
      commit('defined', put(managementScopes, scope))
    },
    redefineScope(name, changes) {
      const scope = { ...existing(managementScopes, name), ...changes }
      compileFilter(scope.recipientFilter)
      commit('redefined', put(managementScopes, scope))
    },
    removeScope(name) {
      const user = [...world.all(roleAssignments)].find(({ record }) => same(record.scope ?? '', name))
      if (user !== undefined) {
        throw new LabError('RBAC_SCOPE_IN_USE', {
          message: `The management scope "${name}" is used by the role assignment "${user.record.name}".`,
          hint: 'Remove the assignment first.',
        })
      }
      destroy(managementScopes, name)
    },
    scope: (name) => world.get(managementScopes, name.toLowerCase()),
    scopes: () => [...world.all(managementScopes)].map(({ record }) => record),
    assignmentsOf: (role, assignee) =>
      [...world.by(roleAssignments, 'assignee', assignee)]
        .map(({ record }) => record)
        .filter((record) => same(record.role, role)),
  }

  function commit(reason: string, write: Write): void {
    world.commit({ cause: CAUSE, reason, writes: [write] })
  }

  function mustBeNew<R extends object, I extends string>(collection: Collection<R, I>, name: string): void {
    if (world.get(collection, name.toLowerCase()) === undefined) return
    throw new LabError('RBAC_EXISTS', {
      message: `There is already a record "${name}" in ${collection.name}.`,
      hint: 'Choose another name, or remove it first.',
    })
  }

  function destroy<R extends object, I extends string>(collection: Collection<R, I>, name: string): void {
    existing(collection, name)
    commit('removed', remove(collection, name.toLowerCase()))
  }

  function existing<R extends object, I extends string>(collection: Collection<R, I>, name: string) {
    const record = world.get(collection, name.toLowerCase())
    if (record !== undefined) return record
    throw new LabError('RBAC_NOT_FOUND', {
      message: `There is no record "${name}" in ${collection.name}.`,
      hint: 'Create it first.',
    })
  }
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}
