import type { ManagementScope } from '../../access/index.js'
import { filter, flag, identity, name, optionalIdentity } from '../binding/kind.js'
import { mandatory, optional } from '../binding/parameter.js'
import { cmdlet, shellObject, type Cmdlet, type Running } from '../cmdlet.js'
import { canonicalName, containerNamed } from '../objects/find.js'
import { configurationDn } from '../objects/configuration.js'
import { invalidFilter, objectExists, objectNotFound, refused } from '../objects/refusals.js'
import { translated } from '../objects/translate.js'
import { patternOf } from '../filter/satisfies.js'
import type { ShellObject } from '../values.js'

const tasks = 'RbacTasks'
const COLUMNS = [
  'Name',
  'ScopeRestrictionType',
  'Exclusive',
  'RecipientRoot',
  'RecipientFilter',
  'ServerFilter',
]

/** New-, Get-, Set- and Remove-ManagementScope. @source Exchange documentation of these cmdlets */
export const MANAGEMENT_SCOPE_CMDLETS: readonly Cmdlet[] = [
  cmdlet({
    name: 'New-ManagementScope',
    tasks,
    columns: COLUMNS,
    parameters: {
      Name: mandatory(name, { position: 0 }),
      RecipientRestrictionFilter: mandatory(filter),
      RecipientRoot: optional(identity('OrganizationalUnitIdParameter')),
    },
    without: ['Exclusive', 'Force'],
    run({ Name, RecipientRestrictionFilter: recipientFilter, RecipientRoot }, running) {
      const scope = { name: Name, recipientFilter, recipientRoot: rootOf(running, RecipientRoot ?? null) }
      change(running, Name, () => running.roles.defineScope(scope))
      return [shown(running, scope)]
    },
  }),
  cmdlet({
    name: 'Get-ManagementScope',
    tasks,
    columns: COLUMNS,
    parameters: {
      Identity: optional(identity('ManagementScopeIdParameter'), { position: 0 }),
      Orphan: optional(flag),
    },
    run({ Identity, Orphan }, running) {
      if (Identity !== undefined && !Identity.includes('*'))
        return [shown(running, scopeNamed(running, Identity))]
      const used = new Set(running.roles.assignments().map(({ scope }) => scope?.toLowerCase()))
      return running.roles
        .scopes()
        .filter((scope) => Identity === undefined || patternOf(Identity).test(scope.name))
        .filter((scope) => Orphan !== true || !used.has(scope.name.toLowerCase()))
        .map((scope) => shown(running, scope))
    },
  }),
  cmdlet({
    name: 'Set-ManagementScope',
    tasks,
    parameters: {
      Identity: mandatory(identity('ManagementScopeIdParameter'), { position: 0 }),
      RecipientRestrictionFilter: optional(filter),
      RecipientRoot: optional(optionalIdentity('OrganizationalUnitIdParameter')),
    },
    without: ['Force'],
    run({ Identity, RecipientRestrictionFilter: recipientFilter, RecipientRoot }, running) {
      const { name: called } = scopeNamed(running, Identity)
      const changes = {
        ...(recipientFilter === undefined ? {} : { recipientFilter }),
        ...(RecipientRoot === undefined ? {} : { recipientRoot: rootOf(running, RecipientRoot) }),
      }
      change(running, called, () => running.roles.redefineScope(called, changes))
      return undefined
    },
  }),
  cmdlet({
    name: 'Remove-ManagementScope',
    tasks,
    parameters: { Identity: mandatory(identity('ManagementScopeIdParameter'), { position: 0 }) },
    run({ Identity }, running) {
      const { name: called } = scopeNamed(running, Identity)
      change(running, called, () => running.roles.removeScope(called))
      return undefined
    },
  }),
]

function rootOf(running: Running, root: string | null): string | null {
  return root === null ? null : containerNamed(running, root).entry.key
}

function scopeNamed(running: Running, wanted: string): ManagementScope {
  const found = running.roles.scope(wanted)
  if (found === undefined) throw objectNotFound(running, wanted)
  return found
}

function change(running: Running, called: string, act: () => void): void {
  const translations = {
    RBAC_EXISTS: () => objectExists(running, configurationDn(running, 'scopes', called)),
    RECIPIENT_FILTER: ({ message }: Error) => invalidFilter(message),
    RBAC_SCOPE_IN_USE: () =>
      refused(
        `The management scope "${called}" can't be removed because it's used by a management role assignment.`,
      ),
  }
  translated(translations, act)
}

function shown(
  running: Running,
  { name: called, recipientFilter, recipientRoot }: ManagementScope,
): ShellObject {
  return shellObject('ManagementScope', called, {
    Name: called,
    ScopeRestrictionType: 'RecipientScope',
    Exclusive: false,
    RecipientRoot: recipientRoot === null ? null : canonicalName(running, recipientRoot),
    RecipientFilter: recipientFilter,
    ServerFilter: null,
    Identity: called,
    DistinguishedName: configurationDn(running, 'scopes', called),
  })
}
