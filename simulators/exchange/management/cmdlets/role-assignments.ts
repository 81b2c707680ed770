import type { RoleAssignment } from '../../access/index.js'
import { boolean, flag, identity, name, oneOf, optionalIdentity, text } from '../binding/kind.js'
import { mandatory, mandatoryIn, optional } from '../binding/parameter.js'
import { cmdlet, shellObject, type Cmdlet, type Running } from '../cmdlet.js'
import { applicationNamed } from '../objects/find-application.js'
import { canonicalName, containerNamed, principalNamed } from '../objects/find.js'
import { configurationDn } from '../objects/configuration.js'
import { objectExists, objectNotFound } from '../objects/refusals.js'
import { translated } from '../objects/translate.js'
import { patternOf } from '../filter/satisfies.js'
import { online } from '../releases.js'
import type { ShellObject } from '../values.js'
import { managementRoleNamed, MANAGEMENT_ROLES } from './management-roles.js'

const tasks = 'RbacTasks'
const COLUMNS = [
  'Name',
  'Role',
  'RoleAssigneeName',
  'RoleAssigneeType',
  'AssignmentMethod',
  'EffectiveUserName',
]

/** New-, Get-, Set- and Remove-ManagementRoleAssignment. @source Exchange documentation of these cmdlets */
export const ROLE_ASSIGNMENT_CMDLETS: readonly Cmdlet[] = [
  cmdlet({
    name: 'New-ManagementRoleAssignment',
    tasks,
    columns: COLUMNS,
    parameters: {
      Name: optional(name, { position: 0 }),
      Role: mandatory(identity('RoleIdParameter')),
      User: mandatoryIn(['User'], identity('UserIdParameter')),
      SecurityGroup: mandatoryIn(['SecurityGroup'], identity('SecurityGroupIdParameter')),
      App: mandatoryIn(['App'], identity('ServicePrincipalIdParameter'), { knownTo: online }),
      CustomRecipientWriteScope: optional(identity('ManagementScopeIdParameter')),
      CustomResourceScope: optional(identity('ManagementScopeIdParameter'), { knownTo: online }),
      RecipientOrganizationalUnitScope: optional(identity('OrganizationalUnitIdParameter')),
      RecipientRelativeWriteScope: optional(
        oneOf('RecipientWriteScopeType', ['Organization', 'None', 'Self', 'MyGAL']),
      ),
    },
    without: [
      'Delegating',
      'UnScopedTopLevel',
      'CustomConfigWriteScope',
      'ExclusiveRecipientWriteScope',
      'Force',
    ],
    run(given, running) {
      const role = roleNamed(running, given.Role)
      const assignee = assigneeOf(running, given)
      const assignment: RoleAssignment = {
        name: given.Name ?? `${role}-${assignee.name}`,
        role,
        assignee: assignee.id,
        scope: given.CustomRecipientWriteScope ?? given.CustomResourceScope ?? null,
        ...unitOf(running, given.RecipientOrganizationalUnitScope),
      }
      change(running, assignment, () => running.roles.assign(assignment))
      return [shown(running, assignment)]
    },
  }),
  cmdlet({
    name: 'Get-ManagementRoleAssignment',
    tasks,
    columns: COLUMNS,
    parameters: {
      Identity: optional(identity('RoleAssignmentIdParameter'), { position: 0, sets: ['Identity'] }),
      Role: optional(identity('RoleIdParameter'), { sets: ['RoleAssignee'] }),
      RoleAssignee: optional(identity('RoleAssigneeIdParameter'), { sets: ['RoleAssignee'] }),
      Enabled: optional(boolean, { sets: ['RoleAssignee'] }),
      CustomRecipientWriteScope: optional(identity('ManagementScopeIdParameter'), { sets: ['RoleAssignee'] }),
    },
    without: ['GetEffectiveUsers', 'Delegating', 'AssignmentMethod', 'RoleAssigneeType'],
    run(given, running) {
      const { Identity, Role, RoleAssignee, Enabled, CustomRecipientWriteScope: scope } = given
      if (Identity !== undefined && !Identity.includes('*'))
        return [shown(running, assignmentNamed(running, Identity))]
      const assignee =
        RoleAssignee === undefined ? undefined : principalNamed(running, RoleAssignee).entry.key
      return running.roles
        .assignments()
        .filter(
          (each) =>
            fits(Identity, each.name) &&
            fits(Role, each.role) &&
            fits(scope, each.scope ?? '') &&
            (assignee === undefined || each.assignee === assignee) &&
            (Enabled === undefined || Enabled === (each.isEnabled ?? true)),
        )
        .map((each) => shown(running, each))
    },
  }),
  cmdlet({
    name: 'Set-ManagementRoleAssignment',
    tasks,
    parameters: {
      Identity: mandatory(identity('RoleAssignmentIdParameter'), { position: 0 }),
      CustomRecipientWriteScope: optional(optionalIdentity('ManagementScopeIdParameter')),
      RecipientOrganizationalUnitScope: optional(identity('OrganizationalUnitIdParameter')),
      Enabled: optional(boolean),
    },
    without: ['RecipientRelativeWriteScope', 'Force'],
    run(
      { Identity, CustomRecipientWriteScope: scope, RecipientOrganizationalUnitScope: unit, Enabled },
      running,
    ) {
      const assignment = assignmentNamed(running, Identity)
      const changes = {
        ...(scope === undefined ? {} : { scope }),
        ...(Enabled === undefined ? {} : { isEnabled: Enabled }),
        ...unitOf(running, unit),
      }
      change(running, { ...assignment, ...changes }, () => running.roles.reassign(assignment.name, changes))
      return undefined
    },
  }),
  cmdlet({
    name: 'Remove-ManagementRoleAssignment',
    tasks,
    parameters: {
      Identity: mandatory(identity('RoleAssignmentIdParameter'), { position: 0 }),
      Force: optional(flag),
    },
    run({ Identity }, running) {
      running.roles.unassign(assignmentNamed(running, Identity).name)
      return undefined
    },
  }),
  cmdlet({
    name: 'Get-ManagementRole',
    tasks,
    columns: ['Name', 'RoleType'],
    parameters: {
      Identity: optional(identity('RoleIdParameter'), { position: 0 }),
      RoleType: optional(text),
    },
    run({ Identity, RoleType }, running) {
      const found = Object.entries(MANAGEMENT_ROLES).filter(
        ([each, type]) => fits(Identity, each) && fits(RoleType ?? undefined, type),
      )
      if (found.length === 0 && Identity !== undefined) throw objectNotFound(running, Identity)
      return found.map(([each, type]) =>
        shellObject('ManagementRole', each, { Name: each, RoleType: type, Identity: each }),
      )
    },
  }),
]

function fits(wanted: string | undefined, value: string): boolean {
  return wanted === undefined || patternOf(wanted).test(value)
}

function roleNamed(running: Running, wanted: string): string {
  const role = managementRoleNamed(wanted)
  if (role === undefined) throw objectNotFound(running, wanted)
  return role
}

interface Assignee {
  readonly User?: string
  readonly SecurityGroup?: string
  readonly App?: string
}

/** A person or a group of the directory, or an application. */
function assigneeOf(running: Running, { User, SecurityGroup, App = '' }: Assignee) {
  const principal = User ?? SecurityGroup
  if (principal === undefined) {
    const application = applicationNamed(running, App)
    if (application === undefined) throw objectNotFound(running, App)
    return { id: application.objectId, name: application.displayName }
  }
  const { key, record } = principalNamed(running, principal).entry
  return { id: key, name: record.name }
}

function unitOf(running: Running, unit: string | undefined): { readonly organizationalUnit?: string } {
  return unit === undefined ? {} : { organizationalUnit: containerNamed(running, unit).entry.key }
}

function assignmentNamed(running: Running, wanted: string): RoleAssignment {
  const found = running.roles.assignment(wanted)
  if (found === undefined) throw objectNotFound(running, wanted)
  return found
}

function change(running: Running, { name: called, scope }: RoleAssignment, act: () => void): void {
  const translations = {
    RBAC_EXISTS: () => objectExists(running, configurationDn(running, 'roleAssignments', called)),
    RBAC_NOT_FOUND: () => objectNotFound(running, scope ?? called),
  }
  translated(translations, act)
}

function shown(running: Running, assignment: RoleAssignment): ShellObject {
  const { name: called, role, assignee, scope, organizationalUnit: unit, isEnabled = true } = assignment
  const entry = running.directory.tree.get(assignee)
  const isGroup = entry?.record.values['objectClass']?.includes('group') === true
  return shellObject('ExchangeRoleAssignmentPresentation', called, {
    Name: called,
    Role: role,
    RoleAssigneeName: entry?.record.name ?? assignee,
    RoleAssigneeType: entry === undefined ? 'ServicePrincipal' : isGroup ? 'SecurityGroup' : 'User',
    RoleAssignee: entry === undefined ? assignee : canonicalName(running, assignee),
    AssignmentMethod: 'Direct',
    EffectiveUserName: isGroup ? 'All Group Members' : (entry?.record.name ?? assignee),
    RoleAssignmentDelegationType: 'Regular',
    Enabled: isEnabled,
    CustomRecipientWriteScope: scope ?? (unit === undefined ? null : canonicalName(running, unit)),
    RecipientReadScope: 'Organization',
    RecipientWriteScope: scope !== null ? 'CustomRecipientScope' : unit !== undefined ? 'OU' : 'Organization',
    Identity: called,
    DistinguishedName: configurationDn(running, 'roleAssignments', called),
  })
}
