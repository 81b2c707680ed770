import { z } from 'zod'
import { formatMilliseconds, instant, parseInstant } from '../../../core/index.js'
import type { Route } from '../../rest/route.js'
import type { ControlHub } from '../control-hub.js'
import { HUB_PATH } from '../sign-in/session.js'
import type { HubPage } from './hub-page.js'
import { act, done, type Visit } from './page-route.js'
import { scheduleForm } from './upgrade-card.js'

const WEEK_MS = 7 * 86_400_000

/** What is done about the upgrades of a cluster; `view` is its page. @source hybrid-calendar.md HC-260, webex.md 14 */
export function upgradeActions(hub: ControlHub, view: (visit: Visit) => HubPage): readonly Route[] {
  const { software } = hub.administration
  const path = `${HUB_PATH}/resources/:clusterId`
  const back = ({ param }: Visit) => done(`${HUB_PATH}/resources/${param('clusterId')}`, 'saved')
  const nothing = z.strictObject({})

  return [
    act(hub, {
      path: `${path}/schedule`,
      form: scheduleForm,
      view,
      act(visit, changes) {
        software.reschedule(visit.by, visit.param('clusterId'), changes)
        return back(visit)
      },
    }),
    act(hub, {
      path: `${path}/upgrade`,
      form: nothing,
      view,
      act(visit) {
        software.upgradeNow(visit.by, visit.param('clusterId'))
        return back(visit)
      },
    }),
    act(hub, {
      path: `${path}/postpone`,
      form: nothing,
      view,
      act(visit) {
        const clusterId = visit.param('clusterId')
        const { nextUpgradeWindow } = software.schedule(visit.by, clusterId)
        const later = instant(parseInstant(nextUpgradeWindow.startTime) + WEEK_MS)
        software.reschedule(visit.by, clusterId, { postponedUntil: formatMilliseconds(later) })
        return back(visit)
      },
    }),
  ]
}
