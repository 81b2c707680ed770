import type { HttpService } from '../../network/index.js'
import { createRestService } from '../rest/rest-service.js'
import type { Route } from '../rest/route.js'
import type { Api } from '../rest/visit.js'
import type { ControlHub } from './control-hub.js'
import { alarmPages } from './pages/alarm-pages.js'
import { clusterPages } from './pages/cluster-pages.js'
import { groupPages } from './pages/group-pages.js'
import { renderPageFault } from './pages/hub-page.js'
import { importPages } from './pages/import-pages.js'
import { mailPage } from './pages/mail-pages.js'
import { overviewPage } from './pages/overview-page.js'
import { resourcePages } from './pages/resource-pages.js'
import { settingsPages } from './pages/settings-pages.js'
import { userListPages } from './pages/user-list-pages.js'
import { userPages } from './pages/user-pages.js'
import { withSession } from './sign-in/session.js'
import { signInRoutes } from './sign-in/sign-in-routes.js'

/** The pages of Control Hub, for administrators with a browser. @source webex.md 14 */
export function createHubService(hub: ControlHub, api: Pick<Api, 'callerOf' | 'report'>): HttpService {
  const { core } = hub
  const protocol = 'control-hub'
  return withSession(
    createRestService(protocol, { ...api, core, protocol, routes: pages(hub), renderFault: renderPageFault }),
  )
}

function pages(hub: ControlHub): readonly Route[] {
  return [
    ...signInRoutes(hub.core),
    overviewPage(hub),
    ...resourcePages(hub),
    ...clusterPages(hub),
    ...alarmPages(hub),
    ...userListPages(hub),
    ...userPages(hub),
    ...importPages(hub),
    ...groupPages(hub),
    ...settingsPages(hub),
    mailPage(hub),
  ]
}
