import { z } from 'zod'
import type { Announced } from '../../fleet/registration-desk.js'
import type { ClusterView, PendingView } from '../../fleet/administration/views.js'
import type { Route } from '../../rest/route.js'
import type { ControlHub } from '../control-hub.js'
import { select, textField } from '../frame/fields.js'
import { html, type Content, type Html } from '../frame/html.js'
import { badge, count, table, when } from '../frame/words.js'
import { HUB_PATH } from '../sign-in/session.js'
import { capacityBar, groupOptions } from './cluster-parts.js'
import type { HubPage } from './hub-page.js'
import { act, show, type Visit } from './page-route.js'
import { serviceBadge } from './tones.js'

const path = `${HUB_PATH}/resources`

/** @source hybrid-calendar.md HC-204: host names in lower case only */
const HOST_NAME = '[a-z0-9.\\-]+'

const resourceForm = z.strictObject({
  displayName: z.string().trim().min(1, 'The resource needs a display name.'),
  hostname: z.string().regex(new RegExp(`^${HOST_NAME}$`), 'The host name has lower-case letters only.'),
  resourceGroupId: z.string().transform((id) => (id === '' ? null : id)),
})

/** What is registered, and registering more. @source webex.md 14, 15.1; hybrid-calendar.md HC-200, HC-201 */
export function resourcePages(hub: ControlHub): readonly Route[] {
  return [
    show(hub, path, view),
    act(hub, {
      path,
      form: resourceForm,
      view,
      async act(visit, { displayName, hostname, resourceGroupId }) {
        const resource = { displayName, hostname, resourceGroupId }
        return announcedPage(await hub.administration.registrations.announce(visit.by, resource), resource)
      },
    }),
  ]
}

function view({ hub, by, canChange }: Visit): HubPage {
  const { clusters, registrations, groups } = hub.administration
  const pending = registrations.pending(by)
  const content = html`<h1>Resources</h1>
    <section class="card">
      <h2>Clusters</h2>
      ${renderClusters(clusters.list(by))}
    </section>
    ${
      pending.length === 0
        ? null
        : html`<section class="card">
            <h2>Not registered yet</h2>
            ${renderPending(pending)}
          </section>`
    }
    ${canChange ? addForm(groupOptions(groups.list(by))) : null}`
  return { section: 'resources', title: 'Resources', content }
}

function renderClusters(clusters: readonly ClusterView[]): Content {
  const rows = clusters.map(
    (cluster) =>
      html`<tr>
        <td><a href="${path}/${cluster.id}">${cluster.name}</a></td>
        <td>${serviceBadge(cluster.status)}</td>
        <td>${cluster.nodes.map(({ hostname }) => html`${hostname}<br />`)}</td>
        <td class="capacity">${capacityBar(cluster)}</td>
      </tr>`,
  )
  return table(['Cluster', 'Status', 'Nodes', 'Capacity'], rows, 'No resource is registered yet.')
}

function renderPending(pending: readonly PendingView[]): Content {
  const rows = pending.map(
    ({ displayName, hostname, state, expires }) =>
      html`<tr>
        <td>${displayName}</td>
        <td>${hostname}</td>
        <td>
          ${state === 'expired' ? badge('Registration timeout', 'bad') : badge(state, state === 'allowed' ? 'good' : 'warn')}
        </td>
        <td>${when(expires)}</td>
      </tr>`,
  )
  return table(['Name', 'Host', 'State', 'Until'], rows, '')
}

function addForm(groups: ReturnType<typeof groupOptions>): Html {
  return html`<section class="card">
    <h2>Register a resource</h2>
    <form class="fields" method="post" action="${path}">
      ${textField({
        name: 'hostname',
        label: 'Host name',
        isRequired: true,
        pattern: HOST_NAME,
        help: 'The full name of the Expressway host, in lower case. Of a cluster, its primary peer.',
      })}
      ${textField({ name: 'displayName', label: 'Display name', isRequired: true })}
      ${select({ name: 'resourceGroupId', label: 'Resource group', value: '', options: groups })}
      <div><button class="first">Next</button></div>
    </form>
  </section>`
}

/** The only place where the token is shown. */
function announcedPage(
  { registrationUrl, bootstrapToken, expires }: Announced,
  { displayName, hostname }: { readonly displayName: string; readonly hostname: string },
): HubPage {
  const content = html`<h1>Register ${displayName}</h1>
    <section class="card">
      <h2>Go to the host</h2>
      <p>
        The registration goes on at <b>${hostname}</b>: choose there how to trust certificates, press
        Register, and come back here to allow it.
      </p>
      <p class="actions">
        <a class="button first" href="${registrationUrl}">Go to ${hostname}</a>
        <a class="button" href="${path}">Back to the resources</a>
      </p>
      <p class="soft">
        The link holds until ${when(expires)}, for ${count(1, 'registration')}. It is shown only here.
      </p>
      <details>
        <summary>The bootstrap token by itself</summary>
        <p><code>${bootstrapToken}</code></p>
      </details>
    </section>`
  return { section: 'resources', title: `Register ${displayName}`, content }
}
