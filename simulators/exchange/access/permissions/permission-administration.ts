import { LabError, put, remove, type World } from '../../../core/index.js'
import type { Calendar } from '../../calendar/calendar.js'
import { adPermissionKey, adPermissions, type AdPermission, type ExtendedRight } from './ad-permissions.js'
import {
  mailboxPermissionKey,
  mailboxPermissions,
  type MailboxPermission,
  type MailboxRight,
} from './full-access.js'

/**
 * Who may open whose mailbox, as Add-, Get- and Remove-MailboxPermission set it. Refuses by LabError:
 * PERMISSION_NOT_FOUND.
 */
export interface MailboxPermissionAdministration {
  /** Adds rights to those that the trustee has, allowed or denied. */
  add(permission: MailboxPermission): MailboxPermission
  /** Takes rights from the entry of the trustee; an entry without rights is gone. */
  remove(permission: Omit<MailboxPermission, 'inheritance'>): void
  /** The entries of a mailbox, the denials first. The owner needs none (NT AUTHORITY\SELF). */
  of(mailbox: string): readonly MailboxPermission[]
}

/**
 * Who may send as whom, receive as whom, as Add-ADPermission -ExtendedRights and Add-RecipientPermission -AccessRights
 * SendAs set it. Refuses by LabError: PERMISSION_NOT_FOUND.
 */
export interface AdPermissionAdministration {
  add(permission: AdPermission): AdPermission
  remove(permission: AdPermission): void
  of(object: string): readonly AdPermission[]
}

export function createMailboxPermissionAdministration({
  world,
}: Pick<Calendar, 'world'>): MailboxPermissionAdministration {
  return {
    add(permission) {
      const before = world.get(mailboxPermissions, mailboxPermissionKey(permission))
      const rights = united<MailboxRight>(before?.rights, permission.rights)
      const after = { ...permission, rights }
      commit(world, put(mailboxPermissions, after, 'MailboxPermissionAdded'))
      return after
    },
    remove(permission) {
      const key = mailboxPermissionKey(permission)
      const before = world.get(mailboxPermissions, key)
      const rights = without<MailboxRight>(before?.rights, permission.rights)
      if (before === undefined || rights === undefined) throw notFound(permission.trustee)
      commit(
        world,
        rights.length === 0
          ? remove(mailboxPermissions, key, 'MailboxPermissionRemoved')
          : put(mailboxPermissions, { ...before, rights }, 'MailboxPermissionRemoved'),
      )
    },
    of: (mailbox) =>
      denialsFirst([...world.by(mailboxPermissions, 'mailbox', mailbox)].map(({ record }) => record)),
  }
}

export function createAdPermissionAdministration({
  world,
}: Pick<Calendar, 'world'>): AdPermissionAdministration {
  return {
    add(permission) {
      const before = world.get(adPermissions, adPermissionKey(permission))
      const after = {
        ...permission,
        extendedRights: united<ExtendedRight>(before?.extendedRights, permission.extendedRights),
      }
      commit(world, put(adPermissions, after, 'AdPermissionAdded'))
      return after
    },
    remove(permission) {
      const key = adPermissionKey(permission)
      const before = world.get(adPermissions, key)
      const extendedRights = without<ExtendedRight>(before?.extendedRights, permission.extendedRights)
      if (before === undefined || extendedRights === undefined) throw notFound(permission.trustee)
      commit(
        world,
        extendedRights.length === 0
          ? remove(adPermissions, key, 'AdPermissionRemoved')
          : put(adPermissions, { ...before, extendedRights }, 'AdPermissionRemoved'),
      )
    },
    of: (object) => denialsFirst([...world.by(adPermissions, 'object', object)].map(({ record }) => record)),
  }
}

function commit(world: World, write: ReturnType<typeof remove>): void {
  world.commit({ cause: 'permission-administration', reason: 'PermissionsSet', writes: [write] })
}

function denialsFirst<Entry extends { readonly isDeny: boolean }>(
  entries: readonly Entry[],
): readonly Entry[] {
  return [...entries.filter(({ isDeny }) => isDeny), ...entries.filter(({ isDeny }) => !isDeny)]
}

function united<Right>(before: readonly Right[] = [], added: readonly Right[]): readonly Right[] {
  return [...new Set([...before, ...added])]
}

/** Undefined when nothing of what is to be taken was there. */
function without<Right>(
  before: readonly Right[] | undefined,
  taken: readonly Right[],
): readonly Right[] | undefined {
  if (before?.some((right) => taken.includes(right)) !== true) return undefined
  return before.filter((right) => !taken.includes(right))
}

function notFound(trustee: string): LabError {
  return new LabError('PERMISSION_NOT_FOUND', {
    message: `There is no such permission for "${trustee}".`,
    hint: 'Remove an entry with the trustee, the rights and the kind (allowed or denied) that it has.',
  })
}
