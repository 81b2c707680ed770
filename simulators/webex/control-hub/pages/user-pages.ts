import { z } from 'zod'
import type { EntitlementsView, EventView, StatusView } from '../../fleet/administration/views.js'
import { nodes } from '../../records/fleet.js'
import type { Route } from '../../rest/route.js'
import { GROUP_COLUMNS, SERVICE_COLUMNS } from '../bulk/columns.js'
import type { ControlHub } from '../control-hub.js'
import { checkbox, select } from '../frame/fields.js'
import { attribute, html, type Content, type Html } from '../frame/html.js'
import { badge, table, when } from '../frame/words.js'
import { HUB_PATH } from '../sign-in/session.js'
import { groupOptions } from './cluster-parts.js'
import type { HubPage } from './hub-page.js'
import { act, done, show, type Visit } from './page-route.js'
import { messageBadge, offBadge, userBadge } from './tones.js'

const path = `${HUB_PATH}/users/:userId`
const HISTORY = 100

const box = z
  .literal('on')
  .optional()
  .transform((value) => value === 'on')
const group = z.string().transform((id) => (id === '' ? null : id))
const userForm = z.strictObject({
  squaredFusionCal: box,
  squaredFusionGCal: box,
  squaredFusionUC: box,
  squaredFusionEC: box,
  calendarResourceGroupId: group,
  callResourceGroupId: group,
})

/** One person: services, how it is with the calendar, and what happened. @source hybrid-calendar.md 17 */
export function userPages(hub: ControlHub): readonly Route[] {
  return [
    show(hub, path, view),
    act(hub, {
      path,
      form: userForm,
      view,
      act({ by, param }, changes) {
        hub.administration.users.entitle(by, param('userId'), changes)
        return done(`${HUB_PATH}/users/${param('userId')}`, 'saved')
      },
    }),
  ]
}

function view(visit: Visit): HubPage {
  const { hub, by, param } = visit
  const { users } = hub.administration
  const user = users.get(by, param('userId'))
  const status = users.status(by, user.userId)
  const history = users.history(by, user.userId, HISTORY)
  const content = html`<div class="head">
      <div>
        <h1>${user.displayName} ${user.type === 'workspace' ? badge('workspace') : null}</h1>
        <span class="soft">${user.email}</span>
      </div>
      <a class="button" href="${HUB_PATH}/users">All users</a>
    </div>
    <div class="pair">
      <section class="card">
        <h2>Hybrid Services</h2>
        ${servicesForm(visit, user)}
      </section>
      <section class="card">
        <h2>Calendar Service</h2>
        ${renderStatus(hub, status)}
      </section>
    </div>
    <section class="card">
      <h2>History</h2>
      ${renderHistory(visit, history)}
    </section>`
  return { section: 'users', title: user.displayName, content }
}

function servicesForm({ hub, by, canChange }: Visit, user: EntitlementsView): Html {
  const groups = groupOptions(hub.administration.groups.list(by))
  return html`<form class="fields" method="post" action="${HUB_PATH}/users/${user.userId}">
<fieldset${attribute('disabled', !canChange)}>
${SERVICE_COLUMNS.map(({ name, field }) => checkbox({ name: field, label: name, isOn: user[field], ...helpOf(field) }))}
${GROUP_COLUMNS.map(({ name, field }) => select({ name: field, label: name, value: user[field] ?? '', options: groups }))}
${canChange ? html`<div><button class="first">Save</button></div>` : null}
</fieldset></form>`
}

/** @source hybrid-calendar.md HC-244, CALL-001 */
const HELP: Readonly<Record<string, string>> = {
  squaredFusionGCal: 'instead of the calendar of Exchange',
  squaredFusionEC: 'needs Call Service Aware',
}

function helpOf(field: string): { readonly help?: string } {
  const help = HELP[field]
  return help === undefined ? {} : { help }
}

function renderStatus({ core: { world } }: ControlHub, status: StatusView | undefined): Content {
  if (status === undefined) return html`<p>${offBadge} The service was never given.</p>`
  const { state, nodeId, messages, lastStateChange, lastStatusUpdate, lastSync, clusterId } = status
  const node = nodeId === null ? undefined : world.get(nodes, nodeId)
  return html`<p>${userBadge(state)}</p>
    <dl>
      <dt>Since</dt>
      <dd>${when(lastStateChange)}</dd>
      <dt>Last told</dt>
      <dd>${when(lastStatusUpdate)}</dd>
      <dt>Last synchronized</dt>
      <dd>${when(lastSync ?? null)}</dd>
      <dt>Served by</dt>
      <dd>
        ${
          node === undefined
            ? 'nobody'
            : html`<a href="${HUB_PATH}/resources/${clusterId ?? ''}">${node.hostname}</a>`
        }
      </dd>
    </dl>
    ${messages.map(({ severity, key, text }) => html`<p>${messageBadge(severity)} ${text} <code>${key}</code></p>`)}`
}

const EVENTS: Readonly<Record<EventView['event'], string>> = {
  AddEntitlement: 'Service given',
  RemoveEntitlement: 'Service taken away',
  AddUserResourceGroup: 'Put into a resource group',
  RemoveUserResourceGroup: 'Taken out of a resource group',
  SetUserStatus: 'Status',
}

function renderHistory({ hub, by }: Visit, history: readonly EventView[]): Html {
  const { world } = hub.core
  const groups = new Map(hub.administration.groups.list(by).map(({ id, name }) => [id, name]))
  const rows = history.toReversed().map(({ at, event, state, node, message }) => {
    const host = node === null ? undefined : world.get(nodes, node)?.hostname
    return html`<tr>
      <td>${when(at)}</td>
      <td>
        ${EVENTS[event]}<br /><small><code>${event}</code></small>
      </td>
      <td>${state === null ? null : userBadge(state)}</td>
      <td>${host ?? null}</td>
      <td>${groups.get(message) ?? message}</td>
    </tr>`
  })
  return table(['When', 'What', 'State', 'Node', 'Message'], rows, 'Nothing has happened yet.')
}
