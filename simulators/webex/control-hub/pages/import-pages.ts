import { z } from 'zod'
import type { Route } from '../../rest/route.js'
import { ADDRESS_COLUMN, GROUP_COLUMNS, SERVICE_COLUMNS } from '../bulk/columns.js'
import { importUsers, type ImportReport } from '../bulk/import-users.js'
import { MAX_ROWS } from '../bulk/read-sheet.js'
import type { ControlHub } from '../control-hub.js'
import { radio } from '../frame/fields.js'
import { html, type Html } from '../frame/html.js'
import { count, table, type Notice } from '../frame/words.js'
import { HUB_PATH } from '../sign-in/session.js'
import type { HubPage } from './hub-page.js'
import { act, show } from './page-route.js'

const path = `${HUB_PATH}/import`

const importForm = z.strictObject({
  file: z.string(),
  mode: z.enum(['add', 'addAndRemove']),
})

/** Entitling people by a file. @source hybrid-calendar.md HC-250, HC-251 */
export function importPages(hub: ControlHub): readonly Route[] {
  return [
    show(hub, path, view),
    act(hub, {
      path,
      form: importForm,
      view,
      act({ by }, { file, mode }) {
        const removes = mode === 'addAndRemove'
        return reportPage(importUsers(hub.administration, by, { text: file, removes }))
      },
    }),
  ]
}

function view(): HubPage {
  const content = html`<div class="head">
      <h1>Import users</h1>
      <a class="button" href="${HUB_PATH}/users">All users</a>
    </div>
    <div class="pair">
      <section class="card">
        <h2>Upload a file</h2>
        ${uploadForm()}
      </section>
      <section class="card">
        <h2>What the file holds</h2>
        ${legend()}
      </section>
    </div>`
  return { section: 'users', title: 'Import users', content }
}

function uploadForm(): Html {
  return html`<form class="fields" method="post" action="${path}" enctype="multipart/form-data">
    <label
      >File with comma-separated values<input type="file" name="file" accept=".csv,text/csv" required
    /></label>
    <fieldset>
      <legend>What FALSE means</legend>
      ${radio({ name: 'mode', value: 'add', label: 'Add services only', help: 'FALSE changes nothing', isOn: true })}
      ${radio({ name: 'mode', value: 'addAndRemove', label: 'Add and remove services', help: 'FALSE takes the service away', isOn: false })}
    </fieldset>
    <div><button class="first">Import</button></div>
  </form>`
}

function legend(): Html {
  return html`<p>
      Start from <a href="${HUB_PATH}/users.csv">an export of everybody</a>. Columns that do not matter can be
      left out; ${MAX_ROWS.toLocaleString('en')} rows are the most.
    </p>
    <dl>
      <dt>${ADDRESS_COLUMN}</dt>
      <dd>Of somebody in the organization, once in the file.</dd>
      ${SERVICE_COLUMNS.map(
        ({ name }) =>
          html`<dt>${name}</dt>
            <dd>TRUE, FALSE, or empty for no change.</dd>`,
      )}
      ${GROUP_COLUMNS.map(
        ({ name }) =>
          html`<dt>${name}</dt>
            <dd>The name of a group; empty for none.</dd>`,
      )}
    </dl>
    <p class="soft">
      A row with an error changes nothing. Nobody has both calendars, and Call Service Connect needs Call
      Service Aware.
    </p>`
}

function reportPage({ accepted, rejected, unusedColumns }: ImportReport): HubPage {
  const rows = rejected.map(
    ({ line, email, reason }) =>
      html`<tr>
        <td class="number">${line}</td>
        <td>${email ?? html`<span class="soft">none</span>`}</td>
        <td>${reason}</td>
      </tr>`,
  )
  const content = html`<div class="head">
      <h1>Import users</h1>
      <div class="actions">
        <a class="button first" href="${path}">Import another file</a
        ><a class="button" href="${HUB_PATH}/users">All users</a>
      </div>
    </div>
    ${
      rows.length === 0
        ? null
        : html`<section class="card">
            <h2>${count(rows.length, 'row')} with errors</h2>
            ${table([html`Line`, 'Mail address', 'Error'], rows, '')}
          </section>`
    }
    ${
      unusedColumns.length === 0
        ? null
        : html`<p class="soft">Columns that nothing was done with: ${unusedColumns.join(', ')}.</p>`
    }`
  return { section: 'users', title: 'Import users', content, notice: noticeOf(accepted, rejected.length) }
}

function noticeOf(accepted: number, rejected: number): Notice {
  const done = `${count(accepted, 'row is', 'rows are')} imported.`
  if (rejected === 0) return { tone: 'good', text: done }
  return {
    tone: accepted === 0 ? 'bad' : 'warn',
    text: `${done} ${count(rejected, 'row has an error and changes', 'rows have errors and change')} nothing.`,
  }
}
