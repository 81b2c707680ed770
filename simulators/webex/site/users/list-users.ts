import { siteUsers, type SiteUser } from '../../records/sites.js'
import { matchingRecords, listed, type Listed } from '../list.js'
import { formatSiteTime } from '../site-time.js'
import { LONDON } from '../time-zones.js'
import { operation, type AccountCall } from '../operation.js'
import { each, field, type Fields } from '../xml/fields.js'
import { group, integer, listControl, optionalText, orderBy, wallTime, word } from '../xml/request-schema.js'
import { fromSiteWall } from '../wall-clock.js'
import type { z } from 'zod'

/** What the list can be put in order by. @source XML API schema, user: orderByType, as far as the lab has it */
const ORDERS = {
  UID: ({ userId }) => Number(userId),
  WEBEXID: ({ webExId }) => webExId,
  FIRSTNAME: ({ firstName }) => firstName.toLowerCase(),
  LASTNAME: ({ lastName }) => lastName.toLowerCase(),
  EMAIL: ({ email }) => email,
  ACTIVE: ({ active }) => active,
  REGDATE: ({ registered }) => registered,
  TIMEZONE: ({ timeZoneId }) => timeZoneId,
} as const satisfies Record<string, (user: SiteUser) => string | number>

const REQUEST = group({
  firstName: optionalText(64),
  lastName: optionalText(64),
  email: optionalText(128),
  active: word(['ACTIVATED', 'REQUEST_TO_ACTIVATE', 'DEACTIVATED']),
  webExId: optionalText(128),
  listControl,
  order: orderBy(Object.keys(ORDERS) as [keyof typeof ORDERS, ...(keyof typeof ORDERS)[]]),
  dataScope: group({
    regDateStart: wallTime(),
    timeZoneID: integer(0),
    regDateEnd: wallTime(),
  }).optional(),
})

const SUMMARY: Fields<SiteUser> = [
  field('use:webExId', ({ webExId }) => webExId),
  field('use:firstName', ({ firstName }) => firstName),
  field('use:lastName', ({ lastName }) => lastName),
  field('use:email', ({ email }) => email),
  field('use:registrationDate', ({ registered }) => formatSiteTime(registered)),
  field('use:active', ({ active }) => active),
  field('use:timeZoneID', ({ timeZoneId }) => timeZoneId),
]

/**
 * LstsummaryUser: the accounts of the site, a page at a time. @source developer.cisco.com, LstsummaryUser; XML API
 * schema, user; @inferred that texts are compared whole and in any case of letters
 */
export const listUsers = operation('reader', {
  name: 'user.LstsummaryUser',
  request: REQUEST,
  handle: (call, request) =>
    listed(accountsOf(call), { ...request, filters: filtersOf(call, request), orders: ORDERS, first: 'UID' }),
  answer: {
    type: 'use:lstsummaryUserResponse',
    fields: [each('use:user', ({ items }: Listed<SiteUser>) => items, SUMMARY), matchingRecords('use')],
  },
})

function accountsOf({ core, site }: AccountCall): readonly SiteUser[] {
  return [...core.world.all(siteUsers)]
    .map(({ record }) => record)
    .filter(({ siteName }) => siteName === site.name)
}

type Request = z.output<typeof REQUEST>

function filtersOf(call: AccountCall, { dataScope, active, ...texts }: Request) {
  const same = (name: 'firstName' | 'lastName' | 'email' | 'webExId') => {
    const wanted = texts[name]?.toLowerCase()
    return wanted === undefined ? [] : [(user: SiteUser) => user[name].toLowerCase() === wanted]
  }
  const zone = dataScope?.timeZoneID ?? LONDON
  const from = fromSiteWall(call.zones, zone, dataScope?.regDateStart)
  const to = fromSiteWall(call.zones, zone, dataScope?.regDateEnd)
  return [
    ...same('firstName'),
    ...same('lastName'),
    ...same('email'),
    ...same('webExId'),
    ...(active === undefined ? [] : [(user: SiteUser) => user.active === active]),
    ...(from === undefined ? [] : [(user: SiteUser) => user.registered >= from]),
    ...(to === undefined ? [] : [(user: SiteUser) => user.registered <= to]),
  ]
}
