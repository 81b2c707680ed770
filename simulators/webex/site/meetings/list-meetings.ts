import type { z } from 'zod'
import { endOf } from '../../meetings/meeting-state.js'
import { siteMeetings, type SiteMeeting } from '../../records/site-meetings.js'
import { findSiteUser } from '../authenticate.js'
import { refuse } from '../exceptions.js'
import { listed, matchingRecords, type Listed } from '../list.js'
import { operation, type AccountCall } from '../operation.js'
import { LONDON } from '../time-zones.js'
import { fromSiteWall } from '../wall-clock.js'
import { each, field, fixed, fixedAll, type Fields } from '../xml/fields.js'
import { group, integer, listControl, optionalText, orderBy, wallTime } from '../xml/request-schema.js'
import { isInvited, mayScheduleFor } from './find-meeting.js'
import { viewMeeting, type MeetingView } from './meeting-view.js'

/** @source XML API schema, meeting: orderByType, without the tracking codes */
const ORDERS = {
  STARTTIME: ({ start }) => start,
  CONFNAME: ({ title }) => title.toLowerCase(),
  HOSTWEBEXID: ({ hostWebExId }) => hostWebExId,
} as const satisfies Record<string, (meeting: SiteMeeting) => string | number>

const REQUEST = group({
  listControl,
  order: orderBy(['STARTTIME', 'CONFNAME', 'HOSTWEBEXID']),
  dateScope: group({
    startDateStart: wallTime(),
    startDateEnd: wallTime(),
    timeZoneID: integer(0),
    endDateStart: wallTime(),
    endDateEnd: wallTime(),
    returnSpecifiedTimeZone: optionalText(5),
  }).optional(),
  meetingKey: optionalText(20),
  hostWebExID: optionalText(128),
})

type Request = z.output<typeof REQUEST>

const SUMMARY: Fields<MeetingView> = [
  field('meet:meetingKey', ({ meeting }) => meeting.number),
  field('meet:confName', ({ meeting }) => meeting.title),
  field('meet:meetingType', ({ meeting }) => meeting.sessionType),
  field('meet:hostWebExID', ({ meeting }) => meeting.hostWebExId),
  fixed('meet:otherHostWebExID', ''),
  field('meet:timeZoneID', ({ zone }) => zone.id),
  field('meet:timeZone', ({ zone }) => zone.label),
  field('meet:status', ({ status }) => status),
  field('meet:startDate', ({ startDate }) => startDate),
  field('meet:duration', ({ meeting }) => meeting.durationMinutes),
  field('meet:listStatus', ({ meeting }) => (meeting.isListed ? 'PUBLIC' : 'PRIVATE')),
  ...fixedAll('meet', { hostJoined: false, participantsJoined: false, telePresence: false }),
]

/**
 * LstsummaryMeeting: the meetings that the caller scheduled or is invited to; for an administrator those of the whole
 * site or of the host whom the request names. @source webex.md 13; developer.cisco.com, LstsummaryMeeting
 */
export const listMeetings = operation('account', {
  name: 'meeting.LstsummaryMeeting',
  request: REQUEST,
  handle(call, request): Listed<MeetingView> {
    const filters = filtersOf(call, request)
    const page = listed(meetingsOf(call, request), {
      ...request,
      filters,
      orders: ORDERS,
      first: 'STARTTIME',
    })
    return { ...page, items: page.items.map((meeting) => viewMeeting(call, meeting)) }
  },
  answer: {
    type: 'meet:lstsummaryMeetingResponse',
    fields: [
      matchingRecords('meet'),
      each('meet:meeting', ({ items }: Listed<MeetingView>) => items, SUMMARY),
    ],
  },
})

function meetingsOf(call: AccountCall, { hostWebExID }: Request): readonly SiteMeeting[] {
  const { core, site, caller } = call
  const all = [...core.world.by(siteMeetings, 'site', site.name)].map(({ record }) => record)
  if (hostWebExID !== undefined) {
    const host = findSiteUser(core, site, hostWebExID)
    if (!caller.readOnlyAdmin && !mayScheduleFor(call, host)) throw refuse('accessDenied')
    return all.filter(({ hostWebExId }) => hostWebExId === host?.webExId)
  }
  if (caller.siteAdmin || caller.readOnlyAdmin) return all
  return all.filter((meeting) => meeting.hostWebExId === caller.webExId || isInvited(meeting, caller))
}

function filtersOf({ zones }: AccountCall, { dateScope = {}, meetingKey }: Request) {
  const at = (wall: number | undefined) => fromSiteWall(zones, dateScope.timeZoneID ?? LONDON, wall)
  const bounds = [
    [at(dateScope.startDateStart), ({ start }: SiteMeeting, bound: number) => start >= bound],
    [at(dateScope.startDateEnd), ({ start }: SiteMeeting, bound: number) => start <= bound],
    [at(dateScope.endDateStart), (meeting: SiteMeeting, bound: number) => endOf(meeting) >= bound],
    [at(dateScope.endDateEnd), (meeting: SiteMeeting, bound: number) => endOf(meeting) <= bound],
  ] as const
  return [
    ...(meetingKey === undefined ? [] : [({ number }: SiteMeeting) => number === meetingKey]),
    ...bounds.flatMap(([bound, isWithin]) =>
      bound === undefined ? [] : [(meeting: SiteMeeting) => isWithin(meeting, bound)],
    ),
  ]
}
