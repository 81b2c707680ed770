import { z } from 'zod'
import type { EntitlementsView } from '../../fleet/administration/views.js'
import type { Route } from '../../rest/route.js'
import { csvAnswer } from '../api/user-routes.js'
import { servicesOf } from '../bulk/columns.js'
import { entitleAll, type EntitleAllReport } from '../bulk/entitle-all.js'
import { exportUsers } from '../bulk/export-users.js'
import { findUsers, USER_STATES } from '../bulk/find-users.js'
import { reader } from '../../fleet/administration/reader.js'
import type { ControlHub } from '../control-hub.js'
import { administratorOf } from '../../fleet/administration/administrator-of.js'
import { route } from '../../rest/route.js'
import { radio, select, textField } from '../frame/fields.js'
import { html, type Content, type Html } from '../frame/html.js'
import { badge, count, table, type Notice } from '../frame/words.js'
import { HUB_PATH } from '../sign-in/session.js'
import type { HubPage } from './hub-page.js'
import { act, show, type Visit } from './page-route.js'
import { offBadge, userBadge } from './tones.js'

const path = `${HUB_PATH}/users`
const PAGE_SIZE = 50

const listQuery = z.object({
  search: z.string().default('').catch(''),
  state: z.enum(USER_STATES).optional().catch(undefined),
  from: z.coerce.number().int().nonnegative().default(0).catch(0),
})
type ListQuery = z.output<typeof listQuery>

const allForm = z
  .strictObject({ change: z.enum(['add', 'remove']) })
  .transform(({ change }) => ({ squaredFusionCal: change === 'add' }))

/** Who has which service, and giving it to all. @source hybrid-calendar.md HC-240, HC-252 */
export function userListPages(hub: ControlHub): readonly Route[] {
  const { administration, core } = hub
  return [
    show(hub, path, view),
    act(hub, {
      path: `${path}/all`,
      form: allForm,
      view,
      act: (visit, changes) => ({
        ...view(visit),
        notice: noticeOf(entitleAll(administration.users, visit.by, changes)),
      }),
    }),
    route({
      method: 'GET',
      path: `${HUB_PATH}/users.csv`,
      access: reader,
      handle: (call) => csvAnswer(exportUsers(core.world, administration, administratorOf(call))),
    }),
  ]
}

function noticeOf({ changed, rejected }: EntitleAllReport): Notice {
  const [first] = rejected
  const text = `${count(changed, 'person is', 'people are')} changed.`
  if (first === undefined) return { tone: 'good', text }
  const others = rejected.length === 1 ? '' : ` and ${rejected.length - 1} more`
  return { tone: 'warn', text: `${text} Not changed: ${first.email}${others}. ${first.reason}` }
}

function view({ hub, by, canChange, query }: Visit): HubPage {
  const asked = listQuery.parse(query)
  const found = findUsers(hub.administration.users, by, asked)
  const shown = found.slice(asked.from, asked.from + PAGE_SIZE)
  const content = html`<div class="head">
      <h1>Users</h1>
      <div class="actions">
        ${canChange ? html`<a class="button first" href="${HUB_PATH}/import">Import CSV</a>` : null}
        <a class="button" href="${HUB_PATH}/users.csv">Export CSV</a>
      </div>
    </div>
    <section class="card">
      ${filterForm(asked)}
      ${table(
        ['Name', 'Calendar', 'Services', 'Resource group'],
        shown.map((user) => renderUser(hub, by, user)),
        'Nobody fits.',
      )}
      ${paging(asked, found.length)}
    </section>
    ${canChange ? allCard() : null}`
  return { section: 'users', title: 'Users', content }
}

function filterForm({ search, state }: ListQuery): Html {
  const options = [
    ...[
      { value: '', label: 'Every state' },
      { value: 'activated', label: 'Activated' },
    ],
    ...[
      { value: 'pendingActivation', label: 'Pending activation' },
      { value: 'error', label: 'Error' },
    ],
    { value: 'off', label: 'Off' },
  ]
  return html`<form class="line" method="get" action="${path}">
    ${textField({ name: 'search', label: 'Name or mail address', value: search, type: 'search' })}
    ${select({ name: 'state', label: 'State of the calendar', value: state ?? '', options })}
    <button>Find</button>
  </form>`
}

function renderUser(
  { administration: { users, groups } }: ControlHub,
  by: Visit['by'],
  user: EntitlementsView,
): Html {
  const { userId, email, displayName, type, calendarResourceGroupId } = user
  const status = user.squaredFusionCal ? users.status(by, userId) : undefined
  const others = servicesOf(user)
  const group = groups.list(by).find(({ id }) => id === calendarResourceGroupId)
  return html`<tr>
    <td>
      <a href="${path}/${userId}">${displayName}</a>
      ${type === 'workspace' ? badge('workspace') : null}<br /><small>${email}</small>
    </td>
    <td>${status === undefined ? offBadge : userBadge(status.state)}</td>
    <td>${others.length === 0 ? html`<span class="soft">none</span>` : others.join(', ')}</td>
    <td>${groupName(calendarResourceGroupId, group?.name)}</td>
  </tr>`
}

/** @source hybrid-calendar.md HC-255: somebody left in a group that is gone is shown with a warning */
export function groupName(id: string | null, name: string | undefined): Content {
  if (id === null) return html`<span class="soft">none</span>`
  return name ?? badge('deleted group', 'warn')
}

function paging({ search, state, from }: ListQuery, total: number): Html | null {
  if (total <= PAGE_SIZE) return null
  const link = (start: number, label: string) => {
    const query = new URLSearchParams({ search, state: state ?? '', from: String(start) })
    return html`<a class="button" href="${path}?${query.toString()}">${label}</a>`
  }
  return html`<p class="actions">
    ${from > 0 ? link(Math.max(0, from - PAGE_SIZE), 'Previous') : null}
    <small>${from + 1} to ${Math.min(from + PAGE_SIZE, total)} of ${total.toLocaleString('en')}</small>
    ${from + PAGE_SIZE < total ? link(from + PAGE_SIZE, 'Next') : null}
  </p>`
}

function allCard(): Html {
  return html`<details class="card">
    <summary>Change all synchronized people</summary>
    <form class="fields" method="post" action="${path}/all">
      <fieldset>
        <legend>Hybrid Calendar Service (Exchange)</legend>
        ${radio({ name: 'change', value: 'add', label: 'Give it to everybody who does not have it', isOn: true })}
        ${radio({ name: 'change', value: 'remove', label: 'Take it away from everybody', isOn: false })}
      </fieldset>
      <div><button>Change all</button></div>
    </form>
  </details>`
}
