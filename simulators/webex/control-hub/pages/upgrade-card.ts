import { z } from 'zod'
import {
  channelName,
  DAYS,
  type ScheduleChange,
  type ScheduleView,
} from '../../fleet/software/software-shapes.js'
import { buttonForm, checkbox, select, textField } from '../frame/fields.js'
import { html, type Html } from '../frame/html.js'
import { badge, table, when, type Tone } from '../frame/words.js'
import { connectorName } from './connector-name.js'

const box = z
  .literal('on')
  .optional()
  .transform((value) => value === 'on')
const hour = z.coerce.number().int().min(0).max(23)
const dayBoxes = Object.fromEntries(DAYS.map((day) => [day, box])) as Record<
  (typeof DAYS)[number],
  typeof box
>

/** @source hybrid-calendar.md HC-260, webex.md 15.3 */
export const scheduleForm = z
  .strictObject({
    channel: channelName,
    hour,
    urgentHour: hour,
    timezone: z.string().trim().min(1),
    ...dayBoxes,
  })
  .transform(({ channel, hour, urgentHour, timezone, ...boxes }): ScheduleChange => ({
    channel,
    hour,
    urgentHour,
    timezone,
    days: DAYS.filter((day) => boxes[day]),
  }))
  .refine(({ days = [] }) => days.length > 0, 'Upgrades need at least one day.')

/** When a cluster is upgraded, to what, and how that went. `path` is where its forms lead. */
export function renderUpgradeCard(schedule: ScheduleView, path: string, canChange: boolean): Html {
  const { channel, nextUpgradeWindow, upgrades, postponedUntil } = schedule
  const isPlanned = upgrades.some(({ state }) => state === 'planned')
  return html`<section class="card">
    <div class="head">
      <h2>Software</h2>
      <div class="actions">
        ${canChange && isPlanned ? buttonForm(`${path}/upgrade`, 'Upgrade now') : null}
        ${canChange && isPlanned && postponedUntil === null ? buttonForm(`${path}/postpone`, 'Postpone by a week') : null}
      </div>
    </div>
    <dl>
      <dt>Channel</dt>
      <dd>${channel}</dd>
      <dt>Next upgrade window</dt>
      <dd>${when(nextUpgradeWindow.startTime)} to ${when(nextUpgradeWindow.endTime)}</dd>
    </dl>
    ${table(['Software', 'Version', 'State', 'Begins'], upgrades.map(renderUpgrade), 'No upgrade is planned.')}
    ${canChange ? scheduleFields(schedule, path) : null}
  </section>`
}

type UpgradeView = ScheduleView['upgrades'][number]

const STATES: Readonly<Record<UpgradeView['state'], Tone>> = {
  planned: 'plain',
  running: 'warn',
  done: 'good',
  failed: 'bad',
}

function renderUpgrade({ type, version, state, startsAt, urgent, failure }: UpgradeView): Html {
  return html`<tr>
    <td>${connectorName(type)} ${urgent ? badge('urgent', 'warn') : null}</td>
    <td><code>${version}</code></td>
    <td>${badge(state, STATES[state])} ${failure}</td>
    <td>${when(startsAt)}</td>
  </tr>`
}

const HOURS = Array.from({ length: 24 }, (_, at) => ({
  value: String(at),
  label: `${String(at).padStart(2, '0')}:00`,
}))
const CHANNELS = channelName.options.map((value) => ({ value, label: value }))

function scheduleFields({ channel, days, hour, urgentHour, timezone }: ScheduleView, path: string): Html {
  const boxes = DAYS.map((day) => {
    const label = day.charAt(0).toUpperCase() + day.slice(1)
    return checkbox({ name: day, label, isOn: days.includes(day) })
  })
  return html`<details>
    <summary>Change the schedule</summary>
    <form class="fields" method="post" action="${path}/schedule">
      ${select({ name: 'channel', label: 'Channel', value: channel, options: CHANNELS })}
      <fieldset>
        <legend>Days</legend>
        <div class="actions">${boxes}</div>
      </fieldset>
      <div class="line">
        ${select({ name: 'hour', label: 'Upgrades begin at', value: String(hour), options: HOURS })}
        ${select({ name: 'urgentHour', label: 'Urgent ones at', value: String(urgentHour), options: HOURS })}
        ${textField({ name: 'timezone', label: 'Time zone', value: timezone, isRequired: true })}
      </div>
      <div><button class="first">Save the schedule</button></div>
    </form>
  </details>`
}
