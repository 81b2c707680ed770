import type { Answer } from '../../rest/answer.js'
import type { RestFault } from '../../rest/rest-fault.js'
import { html, Html } from '../frame/html.js'
import { renderPage } from '../frame/page.js'
import { badge, renderNotice, type Notice } from '../frame/words.js'
import { HUB_PATH } from '../sign-in/session.js'

const SECTIONS = [
  ['overview', 'Overview', ''],
  ['resources', 'Resources', '/resources'],
  ['alarms', 'Alarms', '/alarms'],
  ['users', 'Users', '/users'],
  ['groups', 'Resource groups', '/groups'],
  ['settings', 'Settings', '/settings'],
  ['mails', 'Mail log', '/mails'],
] as const

export interface HubPage {
  readonly section: (typeof SECTIONS)[number][0]
  readonly title: string
  readonly content: Html
  readonly notice?: Notice | null
}

/** What stands around every page. */
export interface Surroundings {
  readonly organization: string
  readonly administrator: string
  readonly canChange: boolean
  /** How many alarms nobody has acknowledged. */
  readonly alarms: number
}

export function renderHubPage(page: HubPage, around: Surroundings, status: number): Answer {
  const body = html`${bar(around)}
    <div class="columns">
      <nav class="sections" aria-label="Control Hub">
        ${SECTIONS.map((section) => link(section, page, around))}
      </nav>
      <main>${renderNotice(page.notice ?? null)} ${page.content}</main>
    </div>`
  return renderPage({ title: `${page.title} · Control Hub`, body, status })
}

function bar({ organization, administrator, canChange }: Surroundings): Html {
  return html`<header class="bar">
    <a class="brand" href="${HUB_PATH}">Control Hub</a><span class="soft">${organization}</span>
    <div class="who">
      ${canChange ? null : badge('read only', 'warn')}<span>${administrator}</span>
      <form method="post" action="${HUB_PATH}/sign-out"><button class="link">Sign out</button></form>
    </div>
  </header>`
}

function link(
  [section, label, path]: (typeof SECTIONS)[number],
  page: HubPage,
  { alarms }: Surroundings,
): Html {
  const here = new Html(section === page.section ? ' aria-current="page"' : '')
  const count = section === 'alarms' && alarms > 0 ? badge(String(alarms), 'bad') : null
  return html`<a href="${HUB_PATH}${path}" ${here}>${label}${count}</a>`
}

/** A refusal as a page; who is not signed in is sent there. */
export function renderPageFault({ status, message, headers }: RestFault): Answer {
  if (status === 401) return { status: 303, headers: { location: `${HUB_PATH}/sign-in` } }
  const body = html`<main class="alone">
    <h1>${TITLES[status] ?? 'Something went wrong'}</h1>
    ${renderNotice({ tone: 'bad', text: message })}
    <p><a class="button" href="${HUB_PATH}">Back to Control Hub</a></p>
  </main>`
  const answer = renderPage({ title: 'Control Hub', body, status })
  return { ...answer, headers: { ...answer.headers, ...headers } }
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'That cannot be done',
  403: 'Not allowed',
  404: 'Not found',
  410: 'Too late',
}
