import type { z } from 'zod'
import { instant, put } from '../../../core/index.js'
import { newPersonalRoom } from '../../provision-site.js'
import { siteUsers, type PersonalRoom, type SiteUser } from '../../records/sites.js'
import { hashSecret } from '../../secrets.js'
import { refuse } from '../exceptions.js'
import { operation, type AccountCall } from '../operation.js'
import { brokenRule } from '../password.js'
import { zoneFor } from '../wall-clock.js'
import { flag, group, integer, optionalText, text, word } from '../xml/request-schema.js'
import { accountFor } from './get-user.js'

/**
 * What can be set of an account: what the lab keeps of it. @source XML API schema, user: setUser
 * @inferred that `isEnablePMR` gives and takes the room, and that the delegates are told apart by semicolons or commas
 */
const REQUEST = group({
  webExId: text(128),
  firstName: optionalText(64),
  lastName: optionalText(64),
  title: optionalText(128),
  company: optionalText(128),
  email: optionalText(128),
  password: optionalText(64),
  timeZoneID: integer(0),
  privilege: group({
    host: flag(),
    attendeeOnly: flag(),
    siteAdmin: flag(),
    roSiteAdmin: flag(),
    isEnablePMR: flag(),
  }).optional(),
  schedulingPermission: optionalText(4000),
  active: word(['ACTIVATED', 'REQUEST_TO_ACTIVATE', 'DEACTIVATED']),
  personalMeetingRoom: group({
    title: optionalText(128),
    hostPIN: optionalText(6),
    PMRAutoLock: flag(),
    PMRAutoLockWaitTime: integer(0, 120),
  }).optional(),
  security: group({ forceChangePassword: flag(), resetPassword: flag(), lockAccount: flag() }).optional(),
})

type Request = z.output<typeof REQUEST>

/** SetUser: changes an account. A person may change the own one, but not what an administrator decides. */
export const setUser = operation('account', {
  name: 'user.SetUser',
  request: REQUEST,
  handle(call, request) {
    const user = accountFor(call, request.webExId, 'act')
    if (!call.caller.siteAdmin && isForAdministrators(request)) throw refuse('accessDenied')
    const changed = { ...user, ...plainChanges(request), ...passwordChange(call, request) }
    const personalRoom = roomOf(call, user, request)
    const { core, cause } = call
    core.world.commit({
      cause,
      reason: 'site account changed',
      writes: [put(siteUsers, { ...changed, personalRoom })],
    })
  },
  answer: { type: 'use:setUserResponse', fields: [] },
})

function isForAdministrators({ privilege, active, security }: Request): boolean {
  return privilege !== undefined || active !== undefined || security !== undefined
}

/** The changes that were asked for; what is undefined stays as it is. */
function plainChanges(request: Request): Partial<SiteUser> {
  const { privilege, security, schedulingPermission, timeZoneID } = request
  const host =
    privilege?.host ?? (privilege?.attendeeOnly === undefined ? undefined : !privilege.attendeeOnly)
  return defined({
    firstName: request.firstName,
    lastName: request.lastName,
    title: request.title,
    company: request.company,
    email: request.email?.toLowerCase(),
    active: request.active,
    timeZoneId: timeZoneID === undefined ? undefined : zoneFor(timeZoneID).id,
    host,
    siteAdmin: privilege?.siteAdmin,
    readOnlyAdmin: privilege?.roSiteAdmin,
    delegates: schedulingPermission
      ?.toLowerCase()
      .split(/[;,]\s*/)
      .filter((name) => name !== ''),
    mustChangePassword: security?.forceChangePassword,
    isLocked: security?.lockAccount,
    failedSignIns: security?.lockAccount === false ? 0 : undefined,
  })
}

const DAY_MS = 86_400_000

/** @inferred which exception tells of a password that the site's criteria do not allow */
function passwordChange({ core, site }: AccountCall, { password }: Request): Partial<SiteUser> {
  if (password === undefined) return {}
  const { accountPassword, passwordLifetimeDays: days } = site.policy
  const rule = brokenRule(password, accountPassword)
  if (rule !== undefined) throw refuse('invalid', { reason: rule, value: 'bodyContent/password' })
  return {
    passwordHash: hashSecret(password),
    passwordExpires: days === null ? null : instant(core.clock.now() + days * DAY_MS),
    mustChangePassword: false,
  }
}

function roomOf(call: AccountCall, user: SiteUser, request: Request): PersonalRoom | null {
  const { privilege, personalMeetingRoom } = request
  if (privilege?.isEnablePMR === false) return null
  const displayName = `${user.firstName} ${user.lastName}`
  const isGiven = privilege?.isEnablePMR === true
  const room =
    user.personalRoom ??
    (isGiven ? newPersonalRoom(call.core, call.site, { mail: user.email, displayName }) : null)
  if (room === null || personalMeetingRoom === undefined) return room

  const { title, hostPIN, PMRAutoLock, PMRAutoLockWaitTime } = personalMeetingRoom
  const minutes = PMRAutoLockWaitTime ?? room.autoLockMinutes ?? 0
  return {
    ...room,
    ...defined({ title, hostPin: hostPIN }),
    ...(PMRAutoLock === undefined ? {} : { autoLockMinutes: PMRAutoLock ? minutes : null }),
  }
}

function defined<T extends object>(changes: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}
