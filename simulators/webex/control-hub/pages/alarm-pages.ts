import { z } from 'zod'
import type { Route } from '../../rest/route.js'
import type { ControlHub } from '../control-hub.js'
import { html } from '../frame/html.js'
import { HUB_PATH } from '../sign-in/session.js'
import { renderAlarms } from './alarm-list.js'
import type { HubPage } from './hub-page.js'
import { act, done, show, type Visit } from './page-route.js'

const path = `${HUB_PATH}/alarms`

/** The alarms that are up, and taking note of them. @source hybrid-calendar.md 18.3 */
export function alarmPages(hub: ControlHub): readonly Route[] {
  return [
    show(hub, path, view),
    act(hub, {
      path: `${path}/:alarmId/acknowledge`,
      form: z.strictObject({}),
      view,
      act({ by, param }) {
        hub.administration.alarms.acknowledge(by, param('alarmId'))
        return done(path, 'acknowledged')
      },
    }),
  ]
}

function view({ hub, by, canChange }: Visit): HubPage {
  const content = html`<div class="head"><h1>Alarms</h1></div>
    <section class="card">${renderAlarms(hub.administration.alarms.list(by), canChange)}</section>`
  return { section: 'alarms', title: 'Alarms', content }
}
