import { z } from 'zod'
import type { Route } from '../../rest/route.js'
import { JOIN_BUTTON_MINUTES, settingsView, type SettingsView } from '../../fleet/settings/settings-shapes.js'
import type { ControlHub } from '../control-hub.js'
import { checkbox, select, textField, type Option } from '../frame/fields.js'
import { attribute, html, type Html } from '../frame/html.js'
import { HUB_PATH } from '../sign-in/session.js'
import type { HubPage } from './hub-page.js'
import { languageOptions } from './languages.js'
import { act, done, show, type Visit } from './page-route.js'
import { renderTemplateCard, shownLanguage, templateForm, templateOf } from './template-card.js'

const path = `${HUB_PATH}/settings`

const { defaultCalendarWebexAction, defaultCalendarMeetAction, adminMailSubscribers } = settingsView.shape

const settingsForm = z
  .strictObject({
    defaultCalendarWebexAction,
    defaultCalendarMeetAction,
    bgbIntervalMinutes: z.coerce.number().pipe(z.literal(JOIN_BUTTON_MINUTES)),
    defaultLanguage: z.string().transform((value) => (value === '' ? null : value)),
    mailsUsers: z.literal('on').optional(),
    adminMailSubscribers: z.string().transform(readAddresses).pipe(adminMailSubscribers),
  })
  .transform(({ mailsUsers, ...changes }) => ({
    ...changes,
    calSvcDisableEmailSendingToEndUser: mailsUsers !== 'on',
  }))

function readAddresses(text: string): string[] | null {
  const addresses = text.split(/[\s,;]+/).filter((address) => address !== '')
  return addresses.length === 0 ? null : addresses
}

/** What holds for the whole organization. @source hybrid-calendar.md HC-077, HC-145 to HC-147, HC-152, HC-162, HC-267 */
export function settingsPages(hub: ControlHub): readonly Route[] {
  const { settings } = hub.administration
  return [
    show(hub, path, view),
    act(hub, {
      path,
      form: settingsForm,
      view,
      act({ by }, changes) {
        settings.change(by, changes)
        return done(path, 'saved')
      },
    }),
    act(hub, {
      path: `${path}/template`,
      form: templateForm,
      view,
      act({ by }, form) {
        settings.change(by, { emailTemplate: templateOf(settings.get(by).emailTemplate, form) })
        return done(path, 'saved')
      },
    }),
  ]
}

function view({ hub, by, canChange, query }: Visit): HubPage {
  const settings = hub.administration.settings.get(by)
  const content = html`<h1>Settings</h1>
<form method="post" action="${path}"><fieldset${attribute('disabled', !canChange)}>
<div class="pair">
<section class="card"><h2>Keywords</h2><div class="fields">${keywordFields(settings)}</div></section>
<section class="card"><h2>Joining and mail</h2><div class="fields">${joiningFields(settings)}</div></section>
</div>
${canChange ? html`<div><button class="first">Save</button></div>` : null}
</fieldset></form>
${renderTemplateCard(settings.emailTemplate, shownLanguage(query['language']), canChange)}`
  return { section: 'settings', title: 'Settings', content }
}

const option = (value: string, label: string): Option => ({ value, label })
const ROOM = option('PERSONAL_ROOM', 'The personal room of the organizer')
const SPACE = option('TEAMS_SPACE', 'A space for the meeting')

/** @source hybrid-calendar.md HC-077 */
function keywordFields(settings: SettingsView): Html {
  return html`${select({
    name: 'defaultCalendarWebexAction',
    label: '@webex leads to',
    value: settings.defaultCalendarWebexAction,
    options: [ROOM, SPACE],
  })}
  ${select({
    name: 'defaultCalendarMeetAction',
    label: '@meet leads to',
    value: settings.defaultCalendarMeetAction,
    options: [SPACE, ROOM, option('TMS_MEETING', 'TelePresence Management Suite')],
  })}
  ${select({
    name: 'defaultLanguage',
    label: 'Language of join details',
    value: settings.defaultLanguage ?? '',
    options: [option('', 'That of the meeting'), ...languageOptions(settings.defaultLanguage)],
  })}`
}

function joiningFields(settings: SettingsView): Html {
  const minutes = JOIN_BUTTON_MINUTES.map((value) =>
    option(String(value), value === 0 ? 'When the meeting starts' : `${value} min before the start`),
  )
  return html`${select({
    name: 'bgbIntervalMinutes',
    label: 'The join button appears',
    value: String(settings.bgbIntervalMinutes ?? 5),
    options: minutes,
  })}
  ${textField({
    name: 'adminMailSubscribers',
    label: 'Who gets mail on alarms and upgrades',
    value: settings.adminMailSubscribers?.join(', ') ?? '',
    help: 'Mail addresses with commas between them; nobody named means every full administrator.',
  })}
  ${checkbox({
    name: 'mailsUsers',
    label: 'Mail users about their service',
    help: 'welcome and errors',
    isOn: !settings.calSvcDisableEmailSendingToEndUser,
  })}`
}
