import type { ClusterView } from '../../fleet/administration/views.js'
import type { Route } from '../../rest/route.js'
import type { ControlHub } from '../control-hub.js'
import { html, type Content, type Html } from '../frame/html.js'
import { count, table } from '../frame/words.js'
import { HUB_PATH } from '../sign-in/session.js'
import { renderAlarms } from './alarm-list.js'
import { capacityBar } from './cluster-parts.js'
import type { HubPage } from './hub-page.js'
import { show, type Visit } from './page-route.js'
import { serviceBadge } from './tones.js'

/** Everything at a glance: how many people are served, by what, and what is wrong. */
export function overviewPage(hub: ControlHub): Route {
  return show(hub, HUB_PATH, view)
}

function view({ hub, by, canChange }: Visit): HubPage {
  const { clusters, users, alarms } = hub.administration
  const { total, activated, notActivated, error } = users.summary(by)
  const open = alarms.list(by).filter(({ acknowledged }) => acknowledged === null)
  const content = html`<h1>Hybrid Calendar</h1>
    <div class="tiles">
      ${tile(total, 'People with the service', '/users')}
      ${tile(activated, 'Activated', '/users?state=activated')}
      ${tile(notActivated, 'Pending activation', '/users?state=pendingActivation')}
      ${tile(error, 'In error', '/users?state=error')}
    </div>
    <section class="card">
      <h2>Resources</h2>
      ${renderClusters(clusters.list(by))}
    </section>
    <section class="card">
      <h2>${open.length === 0 ? 'Alarms' : count(open.length, 'open alarm')}</h2>
      ${renderAlarms(open, canChange)}
    </section>`
  return { section: 'overview', title: 'Overview', content }
}

function tile(number: number, label: string, path: string): Html {
  return html`<div class="card tile">
    <div class="number">${number.toLocaleString('en')}</div>
    <a href="${HUB_PATH}${path}">${label}</a>
  </div>`
}

function renderClusters(clusters: readonly ClusterView[]): Content {
  const rows = clusters.map(
    (cluster) =>
      html`<tr>
        <td><a href="${HUB_PATH}/resources/${cluster.id}">${cluster.name}</a></td>
        <td>${serviceBadge(cluster.status)}</td>
        <td>${count(cluster.nodes.length, 'node')}</td>
        <td class="capacity">${capacityBar(cluster)}</td>
      </tr>`,
  )
  return table(['Cluster', 'Status', 'Nodes', 'Capacity'], rows, 'No resource is registered yet.')
}
