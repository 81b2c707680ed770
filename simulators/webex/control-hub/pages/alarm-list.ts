import type { AlarmView } from '../../fleet/administration/views.js'
import { buttonForm } from '../frame/fields.js'
import { html, type Content, type Html } from '../frame/html.js'
import { table, when } from '../frame/words.js'
import { HUB_PATH } from '../sign-in/session.js'
import { connectorName } from './connector-name.js'
import { severityBadge } from './tones.js'

/** Alarms with what to do about each, the gravest first. */
export function renderAlarms(alarms: readonly AlarmView[], canChange: boolean): Html {
  const sorted = [...alarms].sort((one, other) => rank(one) - rank(other))
  return table(
    ['Severity', 'Alarm', 'Where', 'Since', ''],
    sorted.map((alarm) => renderAlarm(alarm, canChange)),
    'No alarm is up.',
  )
}

const GRAVITY: readonly AlarmView['severity'][] = ['critical', 'error', 'warning', 'alert']

function rank({ severity, acknowledged }: AlarmView): number {
  return GRAVITY.indexOf(severity) + (acknowledged === null ? 0 : GRAVITY.length)
}

function renderAlarm(alarm: AlarmView, canChange: boolean): Html {
  const { id, severity, title, description, solution, firstReported } = alarm
  return html`<tr>
    <td>${severityBadge(severity)}</td>
    <td>
      <b>${title}</b> ${id === null ? null : html`<code>${id}</code>`}
      <p>${description}</p>
      ${solution === null ? null : html`<p class="soft">What to do: ${solution}</p>`}
    </td>
    <td>${place(alarm)}</td>
    <td>${when(firstReported)}</td>
    <td>${acknowledgement(alarm, canChange)}</td>
  </tr>`
}

function place({ hostname, clusterId, connectorType }: AlarmView): Content {
  if (hostname === null || clusterId === null) return 'The service as a whole'
  const type = connectorType === null ? 'Host' : connectorName(connectorType)
  return html`<a href="${HUB_PATH}/resources/${clusterId}">${hostname}</a><br /><small>${type}</small>`
}

function acknowledgement({ acknowledged, alarmId }: AlarmView, canChange: boolean): Content {
  if (acknowledged !== null) {
    return html`<small>Acknowledged by ${acknowledged.by}, ${when(acknowledged.at)}</small>`
  }
  return canChange ? buttonForm(`${HUB_PATH}/alarms/${alarmId}/acknowledge`, 'Acknowledge') : null
}
