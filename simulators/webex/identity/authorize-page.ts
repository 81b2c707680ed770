import { html } from '../control-hub/frame/html.js'
import { renderPage } from '../control-hub/frame/page.js'
import { textField } from '../control-hub/frame/fields.js'
import { renderNotice } from '../control-hub/frame/words.js'
import type { Answer } from '../rest/answer.js'

export interface AuthorizePage {
  readonly clientName: string
  readonly scopes: readonly string[]
  readonly email: string
  /** What was wrong with the last try. */
  readonly problem: string | null
}

/** Where a person signs in and lets an application act for them. */
export function renderAuthorizePage({ clientName, scopes, email, problem }: AuthorizePage): Answer {
  const asked = scopes.map((scope) => html`<li><code>${scope}</code></li>`)
  const body = html`<main class="alone">
    <h1>Let ${clientName} act for you?</h1>
    ${renderNotice(problem === null ? null : { tone: 'bad', text: problem })}
    <section class="card">
      <form class="fields" method="post">
        ${textField({ name: 'email', label: 'E-mail address', type: 'email', value: email, isRequired: true, autocomplete: 'username' })}
        ${textField({ name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password', help: 'if you have one here' })}
        <div class="actions">
          <button class="first" name="decision" value="accept">Accept</button>
          <button name="decision" value="deny" formnovalidate>Deny</button>
        </div>
      </form>
    </section>
    <details class="card">
      <summary>What it asks for</summary>
      <ul>
        ${asked}
      </ul>
    </details>
  </main>`
  return renderPage({ title: 'Sign in to Webex', body, postsElsewhere: true })
}
