import { z } from 'zod'
import { put, type Core } from '../../core/index.js'
import type { PersonalRoom, SiteUser } from '../records/sites.js'
import { siteUsers } from '../records/sites.js'
import { ok, type Answer } from '../rest/answer.js'
import { notFound } from '../rest/rest-fault.js'
import { route, type Call, type Route } from '../rest/route.js'
import { accountOf, accountsOf, type Account } from './account-of.js'
import {
  CAN_CHANGE_PREFERENCES,
  CAN_READ_PREFERENCES,
  READ_PREFERENCES,
  WRITE_PREFERENCES,
} from './for-others.js'
import { renderAudioAndVideo, renderRoom, renderScheduling, renderSites } from './render-preferences.js'
import {
  defaultSiteBody,
  preferencesShape,
  roomBody,
  roomShape,
  schedulingBody,
  schedulingShape,
  siteShape,
  sitesShape,
} from './shapes.js'

const PATH = '/v1/meetingPreferences'

const query = z.strictObject({ userEmail: z.email().optional(), siteUrl: z.string().optional() })
const siteQuery = z.strictObject({
  userEmail: z.email().optional(),
  defaultSite: z.enum(['true', 'false']).optional(),
})

type Asked<Body> = Call<Body, z.output<typeof query>>

/** `/v1/meetingPreferences`: the settings that GetUser and SetUser of the XML API show and change as well. @source webex.md 6 */
export function preferenceRoutes(core: Core): readonly Route[] {
  const read = { method: 'GET', access: CAN_READ_PREFERENCES, query } as const
  const change = { method: 'PUT', access: CAN_CHANGE_PREFERENCES } as const
  const room = `${PATH}/personalMeetingRoom`
  const scheduling = `${PATH}/schedulingOptions`
  const sites = `${PATH}/sites`

  return [
    route({
      ...read,
      path: PATH,
      summary: 'Show all preferences',
      answers: { 200: preferencesShape },
      handle: showAll,
    }),
    route({
      ...read,
      path: room,
      summary: 'Show the personal room',
      answers: { 200: roomShape },
      handle: showRoom,
    }),
    route({
      ...change,
      query,
      path: room,
      summary: 'Change the personal room',
      body: roomBody,
      answers: { 200: roomShape },
      handle: changeRoom,
    }),
    route({
      ...read,
      path: scheduling,
      summary: 'Show the scheduling options',
      answers: { 200: schedulingShape },
      handle: (call) => ok(renderScheduling(account(call))),
    }),
    route({
      ...change,
      query,
      path: scheduling,
      summary: 'Change who schedules for somebody',
      body: schedulingBody,
      answers: { 200: schedulingShape },
      handle: changeScheduling,
    }),
    route({
      ...read,
      path: sites,
      summary: 'List the sites of a person',
      answers: { 200: sitesShape },
      handle: (call) => ok(renderSites(core, call.who().orgId, account(call).user.email)),
    }),
    route({
      ...change,
      query: siteQuery,
      path: sites,
      summary: 'Choose the site that meetings are scheduled at',
      body: defaultSiteBody,
      answers: { 200: siteShape },
      handle: changeSite,
    }),
  ]

  function showAll(call: Asked<undefined>): Answer {
    const own = account(call)
    const { personalRoom } = own.user
    return ok({
      ...renderAudioAndVideo(own),
      schedulingOptions: renderScheduling(own),
      ...renderSites(core, call.who().orgId, own.user.email),
      ...(personalRoom === null ? {} : { personalMeetingRoom: renderRoom(own.site, personalRoom) }),
    })
  }

  function showRoom(call: Asked<undefined>): Answer {
    const { site, user } = account(call)
    if (user.personalRoom === null) throw notFound()
    return ok(renderRoom(site, user.personalRoom))
  }

  function changeRoom(call: Asked<z.output<typeof roomBody>>): Answer {
    const { site, user } = account(call, 'write')
    if (user.personalRoom === null) throw notFound()
    const personalRoom = changedRoom(user.personalRoom, call.body)
    keep(call.cause, { ...user, personalRoom })
    return ok(renderRoom(site, personalRoom))
  }

  function changeScheduling(call: Asked<z.output<typeof schedulingBody>>): Answer {
    const { site, user } = account(call, 'write')
    const changed = { ...user, delegates: call.body.delegateEmails.map((email) => email.toLowerCase()) }
    keep(call.cause, changed)
    return ok(renderScheduling({ site, user: changed }))
  }

  function changeSite(call: Call<z.output<typeof defaultSiteBody>, z.output<typeof siteQuery>>): Answer {
    const { siteUrl } = call.body
    const { site, user } = accountOf(core, call.who(), {
      email: call.query.userEmail,
      siteUrl,
      forOthers: WRITE_PREFERENCES,
    })
    const isPreferred = call.query.defaultSite !== 'false'
    const own = accountsOf(core, site.orgId, user.email).map((one) => one.user)
    keep(
      call.cause,
      ...own.map((one) => ({
        ...one,
        isPreferred: one.siteName === site.name ? isPreferred : one.isPreferred && !isPreferred,
      })),
    )
    const first = accountsOf(core, site.orgId, user.email)[0]
    return ok({ siteUrl: site.name, default: first?.site.name === site.name })
  }

  function account({ who, query }: Asked<unknown>, purpose: 'read' | 'write' = 'read'): Account {
    const forOthers = purpose === 'read' ? READ_PREFERENCES : WRITE_PREFERENCES
    return accountOf(core, who(), { email: query.userEmail, siteUrl: query.siteUrl, forOthers })
  }

  function keep(cause: string, ...users: readonly SiteUser[]): void {
    const writes = users.map((user) => put(siteUsers, user))
    core.world.commit({ cause, reason: 'meeting preferences changed', writes })
  }
}

function changedRoom(room: PersonalRoom, body: z.output<typeof roomBody>): PersonalRoom {
  const { coHosts } = room
  return {
    ...room,
    title: body.topic,
    hostPin: body.hostPin,
    autoLockMinutes: body.enabledAutoLock ? body.autoLockMinutes : null,
    notifiesHost: body.enabledNotifyHost,
    coHosts: {
      isSupported: body.supportCoHost,
      canBeAnyone: body.supportAnyoneAsCoHost ?? coHosts.canBeAnyone,
      canBeFirst: body.allowFirstUserToBeCoHost ?? coHosts.canBeFirst,
      canBeDevices: body.allowAuthenticatedDevices ?? coHosts.canBeDevices,
      people: body.coHosts ?? coHosts.people,
    },
  }
}
