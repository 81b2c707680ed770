import { z } from 'zod'
import { parseInstant, type Write } from '../../core/index.js'
import { assignmentKey, assignments, userStatuses, type UserStatus } from '../records/service-users.js'
import { ok, type Answer } from '../rest/answer.js'
import { notFound } from '../rest/rest-fault.js'
import { administrator, bearer, machine, route, type Call, type Route } from '../rest/route.js'
import type { FleetAdministration } from './administration.js'
import { administratorOf } from './administration/administrator-of.js'
import { ownOrganization } from './administration/organization-routes.js'
import {
  entitlementsChange,
  entitlementsView,
  eventView,
  statusView,
  summaryView,
} from './administration/views.js'
import type { FleetContext } from './fleet-context.js'
import { FLEET_PATH } from './fleet-path.js'
import { mailToUser } from './mails/mail-writes.js'
import { ownUser, servedUser } from './own-cluster.js'
import { renderStatus } from './users/render-user.js'
import { statusWrites } from './users/status-writes.js'
import { reader } from './administration/reader.js'

const time = z.iso.datetime({ offset: true }).transform(parseInstant)

const statusBody = z.strictObject({
  serviceId: z.literal('squared-fusion-cal'),
  state: z.enum(['activated', 'pendingActivation', 'error', 'deactivated']),
  nodeId: z.uuid(),
  messages: z.array(
    z.strictObject({ severity: z.enum(['info', 'warning', 'error']), key: z.string(), text: z.string() }),
  ),
  lastSync: time.optional(),
})
const entitlementBody = z.strictObject({ enabled: z.boolean() })
const journalQuery = z.strictObject({ limit: z.coerce.number().int().positive().max(1000).default(100) })

type StatusReport = z.output<typeof statusBody>

/** Who has the service, and how it is with each. @source webex.md 15.4 */
export function userRoutes(context: FleetContext, { users }: FleetAdministration): readonly Route[] {
  const { core } = context
  const { world } = core
  const user = `${FLEET_PATH}/users/:userId`

  return [
    route({
      method: 'PUT',
      path: `${user}/status`,
      summary: 'Reports how it is with a user',
      access: machine,
      body: statusBody,
      answers: { 200: statusView },
      handle: report,
    }),
    route({
      method: 'GET',
      path: `${user}/status`,
      summary: 'Tells how it is with a user',
      access: bearer(),
      answers: { 200: statusView },
      handle: ({ who, param }) => answerStatus(ownUser(world, who(), param('userId')).id),
    }),
    route({
      method: 'GET',
      path: `${user}/journal`,
      summary: 'Tells the history of a user, oldest first',
      access: reader,
      query: journalQuery,
      answers: { 200: z.array(eventView) },
      handle: (call) => ok(users.history(administratorOf(call), call.param('userId'), call.query.limit)),
    }),
    route({
      method: 'PUT',
      path: `${user}/entitlement`,
      summary: 'Gives a user the calendar service, or takes it away',
      access: administrator,
      body: entitlementBody,
      answers: { 200: entitlementBody },
      handle(call) {
        const { enabled } = call.body
        users.entitle(administratorOf(call), call.param('userId'), { squaredFusionCal: enabled })
        return ok({ enabled })
      },
    }),
    route({
      method: 'GET',
      path: `${user}/entitlements`,
      summary: 'Tells which hybrid services a user has',
      access: reader,
      answers: { 200: entitlementsView },
      handle: (call) => ok(users.get(administratorOf(call), call.param('userId'))),
    }),
    route({
      method: 'PATCH',
      path: `${user}/entitlements`,
      summary: 'Changes which hybrid services a user has, and the resource groups',
      access: administrator,
      body: entitlementsChange,
      answers: { 200: entitlementsView },
      handle: (call) => ok(users.entitle(administratorOf(call), call.param('userId'), call.body)),
    }),
    route({
      method: 'GET',
      path: `${FLEET_PATH}/orgs/:orgId/status-summary`,
      summary: 'Counts the users of the calendar service by state',
      access: reader,
      answers: { 200: summaryView },
      handle: (call) => ok(users.summary(ownOrganization(call))),
    }),
  ]

  function report({ body, who, param, cause }: Call<StatusReport, undefined>): Answer {
    const { state, nodeId, messages, lastSync = null } = body
    const person =
      state === 'deactivated'
        ? ownUser(world, who(), param('userId'))
        : servedUser(world, who(), param('userId'))
    // A node that has given a user up has no say in how it is with the user on another.
    const isServing = world.get(assignments, assignmentKey(nodeId, person.id)) !== undefined
    if (isServing || state !== 'deactivated') {
      const before = world.get(userStatuses, person.id)
      const writes = [
        ...statusWrites(core, person.id, () => ({ state, nodeId, messages, lastSync })),
        ...reportMails(before, body),
      ]
      world.commit({ cause, reason: 'user status', writes })
      context.threshold(person.orgId, cause)
    }
    return answerStatus(person.id)
  }

  /** A welcome at the first activation, and word of every error that was not there before. @inferred when */
  function reportMails(before: UserStatus | undefined, { state, messages }: StatusReport): readonly Write[] {
    if (before === undefined || before.state === state) return []
    if (state === 'activated' && !before.wasActivated) {
      const text = 'Meetings that you schedule with @webex or @meet get their join details by themselves.'
      return mailToUser(core, before.userId, {
        kind: 'userWelcome',
        subject: 'Your calendar is connected',
        text,
      })
    }
    if (state !== 'error') return []
    const text = messages.map(({ text }) => text).join('\n')
    const subject = 'Your calendar could not be connected'
    return mailToUser(core, before.userId, { kind: 'userError', subject, text })
  }

  function answerStatus(userId: string): Answer {
    const status = world.get(userStatuses, userId)
    if (status === undefined) throw notFound()
    return ok(renderStatus(world, status))
  }
}
