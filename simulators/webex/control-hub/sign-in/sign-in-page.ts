import type { Answer } from '../../rest/answer.js'
import { html } from '../frame/html.js'
import { renderPage } from '../frame/page.js'
import { renderNotice, type Notice } from '../frame/words.js'
import { HUB_PATH } from './session.js'

/** Where an administrator is sent from to sign in, and comes back to after signing out. */
export function renderSignInPage(notice: Notice | null = null, status = 200): Answer {
  const body = html`<main class="alone">
    <h1>Control Hub</h1>
    ${renderNotice(notice)}
    <section class="card">
      <p>
        For the administrators of an organization: its resources, its people, and what they have of the hybrid
        services.
      </p>
      <p class="actions"><a class="button first" href="${HUB_PATH}/sign-in/begin">Sign in with Webex</a></p>
    </section>
    <p class="soft">
      The ready file of the lab names an administrator: <code>webexSite.admin</code> and
      <code>webexSite.password</code>.
    </p>
  </main>`
  return renderPage({ title: 'Sign in · Control Hub', body, status })
}
