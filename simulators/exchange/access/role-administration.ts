import { LabError, put, remove, type Collection, type World } from '../../core/index.js'
import {
  managementScopes,
  roleAssignments,
  type ManagementRole,
  type ManagementScope,
  type RoleAssignment,
} from './role-assignment.js'

/** Who may do what for whom, as an administrator sets it. */
export interface RoleAdministration {
  assign(assignment: RoleAssignment): void
  unassign(name: string): void
  assignments(): readonly RoleAssignment[]
  defineScope(scope: ManagementScope): void
  removeScope(name: string): void
  scope(name: string): ManagementScope | undefined
  /** The assignments of a role to one account. */
  assignmentsOf(role: ManagementRole, assignee: string): readonly RoleAssignment[]
}

const CAUSE = 'role-administration'

export function createRoleAdministration(world: World): RoleAdministration {
  return {
    assign(assignment) {
      if (assignment.scope !== null) mustExist(managementScopes, assignment.scope)
      create(roleAssignments, assignment)
    },
    unassign: (name) => destroy(roleAssignments, name),
    assignments: () => [...world.all(roleAssignments)].map(({ record }) => record),
    defineScope: (scope) => create(managementScopes, scope),
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
    assignmentsOf: (role, assignee) =>
      [...world.by(roleAssignments, 'assignee', assignee)]
        .map(({ record }) => record)
        .filter((record) => record.role === role),
  }

  function create<R extends { readonly name: string }, I extends string>(
    collection: Collection<R, I>,
    record: R,
  ): void {
    if (world.get(collection, record.name.toLowerCase()) !== undefined) {
      throw new LabError('RBAC_EXISTS', {
        message: `There is already a record "${record.name}" in ${collection.name}.`,
        hint: 'Choose another name, or remove it first.',
      })
    }
    world.commit({ cause: CAUSE, reason: 'assigned', writes: [put(collection, record as never)] })
  }

  function destroy<R extends object, I extends string>(collection: Collection<R, I>, name: string): void {
    mustExist(collection, name)
    world.commit({ cause: CAUSE, reason: 'removed', writes: [remove(collection, name.toLowerCase())] })
  }

  function mustExist<R extends object, I extends string>(collection: Collection<R, I>, name: string): void {
    if (world.get(collection, name.toLowerCase()) !== undefined) return
    throw new LabError('RBAC_NOT_FOUND', {
      message: `There is no record "${name}" in ${collection.name}.`,
      hint: 'Create it first.',
    })
  }
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}
