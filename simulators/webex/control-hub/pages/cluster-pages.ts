import { z } from 'zod'
import { appliance, type ClusterView } from '../../fleet/administration/views.js'
import type { Route } from '../../rest/route.js'
import type { ControlHub } from '../control-hub.js'
import { buttonForm, select, textField } from '../frame/fields.js'
import { html, type Html } from '../frame/html.js'
import { when } from '../frame/words.js'
import { HUB_PATH } from '../sign-in/session.js'
import { capacityBar, groupOptions, renderNode } from './cluster-parts.js'
import type { HubPage } from './hub-page.js'
import { act, done, show, type Visit } from './page-route.js'
import { serviceBadge } from './tones.js'
import { upgradeActions } from './upgrade-actions.js'
import { renderUpgradeCard } from './upgrade-card.js'

const resources = `${HUB_PATH}/resources`
const path = `${resources}/:clusterId`

const clusterForm = z
  .strictObject({
    name: z.string().trim().min(1, 'The cluster needs a name.'),
    resourceGroupId: z.string().transform((id) => (id === '' ? null : id)),
    size: appliance.shape.size,
    coResidence: appliance.shape.coResidence,
    assignmentType: z.enum(['standard', 'activeActive']),
  })
  .transform(({ size, coResidence, ...rest }) => ({ ...rest, appliance: { size, coResidence } }))

const nothing = z.strictObject({})

/** One cluster with its nodes. @source hybrid-calendar.md 16, HC-221, HC-233, HC-266 */
export function clusterPages(hub: ControlHub): readonly Route[] {
  const { clusters } = hub.administration
  return [
    show(hub, path, view),
    act(hub, {
      path,
      form: clusterForm,
      view,
      act({ by, param }, changes) {
        clusters.change(by, param('clusterId'), changes)
        return done(`${resources}/${param('clusterId')}`, 'saved')
      },
    }),
    act(hub, {
      path: `${path}/deregister`,
      form: nothing,
      view,
      act({ by, param }) {
        clusters.deregister(by, param('clusterId'))
        return done(resources, 'deregistered')
      },
    }),
    ...upgradeActions(hub, view),
    ...(['on', 'off'] as const).map((mode) => maintenance(hub, mode)),
  ]
}

function maintenance(hub: ControlHub, mode: 'on' | 'off'): Route {
  return act(hub, {
    path: `${HUB_PATH}/nodes/:nodeId/maintenance/${mode}`,
    form: nothing,
    view: () => ({ section: 'resources', title: 'Resources', content: html`<h1>Resources</h1>` }),
    act({ by, param }) {
      const { id } = hub.administration.clusters.setMaintenance(by, param('nodeId'), mode)
      return done(`${resources}/${id}`, 'maintenance')
    },
  })
}

function view(visit: Visit): HubPage {
  const { hub, by, canChange, param } = visit
  const cluster = hub.administration.clusters.get(by, param('clusterId'))
  const schedule = hub.administration.software.schedule(by, cluster.id)
  const content = html`<div class="head"><h1>${cluster.name} ${serviceBadge(cluster.status)}</h1></div>
    <section class="card">
      <dl>
        <dt>Registered</dt>
        <dd>${when(cluster.created)}</dd>
        <dt>Capacity</dt>
        <dd>${capacityBar(cluster)}</dd>
      </dl>
    </section>
    ${cluster.nodes.length === 0 ? html`<p class="notice">No host has joined the cluster yet.</p>` : null}
    ${cluster.nodes.map((node) => renderNode(node, canChange))}
    ${renderUpgradeCard(schedule, `${resources}/${cluster.id}`, canChange)}
    ${canChange ? changeForm(visit, cluster) : null}`
  return { section: 'resources', title: cluster.name, content }
}

const word = (value: string, label: string) => ({ value, label })
const SIZES = [word('small', 'Small'), word('medium', 'Medium'), word('large', 'Large')]
const CO_RESIDENCE = [
  word('dedicated', 'Calendar only'),
  word('call', 'Beside the Call Connector'),
  word('shared', 'Shared with calls and media'),
  word('message', 'Beside the Message Connector'),
  word('callTraversal', 'With call traversal'),
]
const ASSIGNMENT = [
  word('activeActive', 'Over all nodes'),
  word('standard', 'On one node, the others being spare'),
]

function changeForm({ hub, by }: Visit, cluster: ClusterView): Html {
  const { id, name, resourceGroupId, appliance, assignmentType } = cluster
  const groups = groupOptions(hub.administration.groups.list(by))
  return html`<section class="card">
      <h2>Settings of the cluster</h2>
      <form class="fields" method="post" action="${resources}/${id}">
        ${textField({ name: 'name', label: 'Name', value: name, isRequired: true })}
        ${select({ name: 'resourceGroupId', label: 'Resource group', value: resourceGroupId ?? '', options: groups })}
        <div class="line">
          ${select({ name: 'size', label: 'Appliance', value: appliance.size, options: SIZES })}
          ${select({ name: 'coResidence', label: 'What it is used for', value: appliance.coResidence, options: CO_RESIDENCE })}
        </div>
        ${select({ name: 'assignmentType', label: 'How users are spread', value: assignmentType, options: ASSIGNMENT })}
        <div><button class="first">Save</button></div>
      </form>
    </section>
    <details class="card">
      <summary>Deregister this cluster</summary>
      <p>Its hosts lose their access at once, and its users go to other clusters or wait for one.</p>
      ${buttonForm(`${resources}/${id}/deregister`, 'Deregister', { className: 'danger' })}
    </details>`
}
