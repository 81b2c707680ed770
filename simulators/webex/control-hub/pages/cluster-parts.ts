import type { ClusterView, ConnectorView, GroupView, NodeView } from '../../fleet/administration/views.js'
import { buttonForm, type Option } from '../frame/fields.js'
import { html, type Content, type Html } from '../frame/html.js'
import { badge, count, table, when } from '../frame/words.js'
import { HUB_PATH } from '../sign-in/session.js'
import { connectorName } from './connector-name.js'
import { nodeBadge, serviceBadge } from './tones.js'

/** @source hybrid-calendar.md 16, CAP: the colours of the bar */
export function capacityBar({ capacity: { users, limit, bar } }: ClusterView): Html {
  return html`<progress class="${bar}" max="${limit}" value="${users}"></progress>
    <small>${users.toLocaleString('en')} of ${count(limit, 'user')}</small>`
}

export function groupOptions(groups: readonly GroupView[]): readonly Option[] {
  return [
    { value: '', label: 'No resource group' },
    ...groups.map(({ id, name }) => ({ value: id, label: name })),
  ]
}

/** One node: what its host says of itself, and what runs on it. */
export function renderNode(node: NodeView, canChange: boolean): Html {
  const { hostname, serial, isPrimary, state, users, connectors } = node
  return html`<section class="card">
    <div class="head">
      <h2>${hostname} ${isPrimary ? badge('primary') : null} ${nodeBadge(state)} ${maintenance(node)}</h2>
      ${canChange ? maintenanceButton(node) : null}
    </div>
    <dl>
      <dt>Serial number</dt>
      <dd><code>${serial}</code></dd>
      <dt>Platform</dt>
      <dd>${node.platformVersion ?? 'not told yet'}</dd>
      <dt>Last heartbeat</dt>
      <dd>${when(node.lastHeartbeat)}</dd>
      <dt>Users</dt>
      <dd>${count(users, 'user')}</dd>
      ${facts(node)}
    </dl>
    ${table(['Connector', 'Version', 'State', 'Status', 'Alarms'], connectors.map(renderConnector), 'No connector has reported yet.')}
  </section>`
}

function facts({ ntp, dns, releaseKey }: NodeView): Content {
  return [
    ntp === null ? null : fact('Time', ntp.isSynchronized ? 'synchronized' : 'not synchronized', ntp),
    dns === null ? null : fact('Names', dns.isResolving ? 'resolving' : 'not resolving', dns),
    releaseKey === null ? null : fact('Release key', releaseKey.isValid ? 'valid' : 'missing or invalid', {}),
  ]
}

const GOOD = ['synchronized', 'resolving', 'valid']

function fact(what: string, state: string, { servers = [] }: { readonly servers?: readonly string[] }): Html {
  return html`<dt>${what}</dt>
    <dd>${badge(state, GOOD.includes(state) ? 'good' : 'bad')} ${servers.join(', ')}</dd>`
}

function maintenance({ maintenanceMode }: NodeView): Content {
  if (maintenanceMode === 'off') return null
  return badge(maintenanceMode === 'on' ? 'maintenance' : 'maintenance pending', 'warn')
}

function maintenanceButton({ id, maintenanceMode }: NodeView): Html {
  const [mode, label] =
    maintenanceMode === 'off' ? ['on', 'Enter maintenance mode'] : ['off', 'Leave maintenance mode']
  return buttonForm(`${HUB_PATH}/nodes/${id}/maintenance/${mode}`, label)
}

function renderConnector({ type, version, state, status, alarms }: ConnectorView): Html {
  return html`<tr>
    <td>${connectorName(type)}</td>
    <td><code>${version}</code></td>
    <td>${state.replaceAll('_', ' ')}</td>
    <td>${serviceBadge(status)}</td>
    <td>${alarms === 0 ? 'none' : count(alarms, 'alarm')}</td>
  </tr>`
}
