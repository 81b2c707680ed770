import type { MailView } from '../../fleet/administration/views.js'
import type { Route } from '../../rest/route.js'
import type { ControlHub } from '../control-hub.js'
import { html, type Html } from '../frame/html.js'
import { badge, table, when } from '../frame/words.js'
import { HUB_PATH } from '../sign-in/session.js'
import type { HubPage } from './hub-page.js'
import { show, type Visit } from './page-route.js'

const MOST = 200

/** What the cloud has mailed. @source hybrid-calendar.md HC-152, HC-246, HC-267 */
export function mailPage(hub: ControlHub): Route {
  return show(hub, `${HUB_PATH}/mails`, view)
}

function view({ hub, by }: Visit): HubPage {
  const newest = hub.administration.mails.list(by).slice(-MOST).toReversed()
  const content = html`<h1>Mail log</h1>
    <section class="card">
      <p class="soft">What the cloud has mailed to administrators and users; no mail leaves the lab.</p>
      ${table(['When', 'To', 'Mail'], newest.map(renderMail), 'No mail was sent yet.')}
    </section>`
  return { section: 'mails', title: 'Mail log', content }
}

const KINDS: Readonly<Record<MailView['kind'], string>> = {
  alarm: 'alarm',
  thresholdAlarm: 'service alarm',
  upgradePlanned: 'upgrade planned',
  upgradeDone: 'upgrade done',
  upgradeFailed: 'upgrade failed',
  userWelcome: 'welcome',
  userError: 'error',
}

function renderMail({ at, to, kind, subject, text }: MailView): Html {
  return html`<tr>
    <td>${when(at)}</td>
    <td>${to.join(', ')}</td>
    <td>
      ${badge(KINDS[kind])} <b>${subject}</b>
      <p>${text}</p>
    </td>
  </tr>`
}
