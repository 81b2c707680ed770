import { html } from '../control-hub/frame/html.js'
import { renderPage } from '../control-hub/frame/page.js'
import type { Answer } from '../rest/answer.js'

/** What the administrator's browser shows between Register and the host. */
export function renderAuthorizePage({
  hostname,
  organization,
  minutes,
}: {
  readonly hostname: string
  readonly organization: string
  /** For how long the page can be answered. */
  readonly minutes: number
}): Answer {
  const body = html`<main class="alone">
    <h1>Allow access to ${hostname}?</h1>
    <section class="card">
      <p>
        The host asks to be registered for <b>Hybrid Calendar</b> in the organization <b>${organization}</b>.
        It will see who has the service there, and serve their calendars.
      </p>
      <form class="actions" method="post">
        <button class="first" name="decision" value="allow">Allow</button>
        <button name="decision" value="deny">Deny</button>
      </form>
    </section>
    <p class="soft">
      Allow it only if you have begun the registration yourself. This page holds for ${minutes} minutes.
    </p>
  </main>`
  return renderPage({ title: 'Register a resource · Control Hub', body, postsElsewhere: true })
}
