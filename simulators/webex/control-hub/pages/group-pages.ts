import { z } from 'zod'
import type { GroupView } from '../../fleet/administration/views.js'
import type { Route } from '../../rest/route.js'
import type { ControlHub } from '../control-hub.js'
import { buttonForm, textField } from '../frame/fields.js'
import { html, type Content, type Html } from '../frame/html.js'
import { count, table, when } from '../frame/words.js'
import { HUB_PATH } from '../sign-in/session.js'
import type { HubPage } from './hub-page.js'
import { act, done, show, type Visit } from './page-route.js'

const path = `${HUB_PATH}/groups`

const nameForm = z.strictObject({ name: z.string().trim().min(1, 'The group needs a name.') })

/** Resource groups. @source hybrid-calendar.md HC-253, HC-255 */
export function groupPages(hub: ControlHub): readonly Route[] {
  const { groups } = hub.administration
  return [
    show(hub, path, view),
    act(hub, {
      path,
      form: nameForm,
      view,
      act({ by }, { name }) {
        groups.create(by, name)
        return done(path, 'created')
      },
    }),
    act(hub, {
      path: `${path}/:groupId`,
      form: nameForm,
      view,
      act({ by, param }, { name }) {
        groups.rename(by, param('groupId'), name)
        return done(path, 'renamed')
      },
    }),
    act(hub, {
      path: `${path}/:groupId/remove`,
      form: z.strictObject({}),
      view,
      act({ by, param }) {
        groups.remove(by, param('groupId'))
        return done(path, 'removed')
      },
    }),
  ]
}

function view({ hub, by, canChange }: Visit): HubPage {
  const rows = hub.administration.groups.list(by).map((group) => renderGroup(group, canChange))
  const content = html`<h1>Resource groups</h1>
    <section class="card">
      <p class="soft">
        The clusters of a group serve its users only; whoever is in none is served by clusters that are in
        none.
      </p>
      ${table(['Name', 'Clusters', 'Users', 'Created', ''], rows, 'There is no resource group yet.')}
    </section>
    ${canChange ? createCard() : null}`
  return { section: 'groups', title: 'Resource groups', content }
}

function renderGroup({ id, name, clusters, users, created }: GroupView, canChange: boolean): Html {
  return html`<tr>
    <td>${name}</td>
    <td>${count(clusters, 'cluster')}</td>
    <td>${count(users, 'user')}</td>
    <td>${when(created)}</td>
    <td>${canChange ? changes(id, name, clusters + users === 0) : null}</td>
  </tr>`
}

function changes(id: string, name: string, isEmpty: boolean): Content {
  return html`<details>
    <summary>Change</summary>
    <form class="line" method="post" action="${path}/${id}">
      ${textField({ name: 'name', label: 'New name', value: name, isRequired: true })} <button>Rename</button>
    </form>
    ${
      isEmpty
        ? buttonForm(`${path}/${id}/remove`, 'Remove', { className: 'danger' })
        : html`<p class="soft">It can be removed when nothing is in it.</p>`
    }
  </details>`
}

function createCard(): Html {
  return html`<section class="card">
    <h2>Create a resource group</h2>
    <form class="line" method="post" action="${path}">
      ${textField({ name: 'name', label: 'Name', isRequired: true })} <button class="first">Create</button>
    </form>
  </section>`
}
