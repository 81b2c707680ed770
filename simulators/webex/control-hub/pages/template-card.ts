import { z } from 'zod'
import type { SettingsView } from '../../fleet/settings/settings-shapes.js'
import { emailTemplate } from '../../fleet/settings/settings-shapes.js'
import { checkbox, select, textArea } from '../frame/fields.js'
import { attribute, html, type Html } from '../frame/html.js'
import { HUB_PATH } from '../sign-in/session.js'
import { languageOptions } from './languages.js'

type Template = NonNullable<SettingsView['emailTemplate']>

/** @source hybrid-calendar.md HC-147 */
const MAX_TEXT = 1024

const box = z
  .literal('on')
  .optional()
  .transform((value) => value === 'on')
/** Browsers send line breaks as two characters, and count them as one. */
const text = z.string().transform((value) => value.replaceAll('\r\n', '\n'))

export const templateForm = z.strictObject({
  joinByPhone: box,
  globalCallInLink: box,
  tollFreeRestrictionsLink: box,
  isShown: box,
  ivrAddress: box,
  skypeForBusiness: box,
  fallbackLanguage: z.string().transform((value) => (value === '' ? null : value)),
  language: z.string(),
  header: text,
  footer: text,
})

/** Where nothing was set, everything is shown. */
const DEFAULTS: Template = {
  joinByPhone: true,
  globalCallInLink: true,
  tollFreeRestrictionsLink: true,
  video: { isShown: true, ivrAddress: true, skypeForBusiness: true },
  header: {},
  footer: {},
  fallbackLanguage: null,
}

/** The template after the form: the texts of other languages stay. */
export function templateOf(before: Template | null, form: z.output<typeof templateForm>): Template {
  const { isShown, ivrAddress, skypeForBusiness, language, header, footer, ...rest } = form
  const { header: headers, footer: footers } = before ?? DEFAULTS
  return {
    ...rest,
    video: { isShown, ivrAddress, skypeForBusiness },
    header: withText(headers, language, header),
    footer: withText(footers, language, footer),
  }
}

function withText(texts: Template['header'], language: string, text: string): Template['header'] {
  const { [language]: _, ...others } = texts
  return text === '' ? others : { ...others, [language]: text }
}

/** The language whose texts are shown for change. */
export function shownLanguage(asked: string | undefined): string {
  return emailTemplate.shape.fallbackLanguage.safeParse(asked).data ?? 'en_US'
}

/** @source hybrid-calendar.md HC-146, HC-147 */
export function renderTemplateCard(template: Template | null, language: string, canChange: boolean): Html {
  const now = template ?? DEFAULTS
  const written = [...new Set([...Object.keys(now.header), ...Object.keys(now.footer)])]
  const languages = languageOptions(language, now.fallbackLanguage, ...written)
  return html`<section class="card" id="template"><h2>E-mail template</h2>
<form class="line" method="get" action="${HUB_PATH}/settings#template">
${select({
  name: 'language',
  label: 'Show header and footer in',
  value: language,
  options: languages.map(({ value, label }) => ({
    value,
    label: written.includes(value) ? `${label} ✓` : label,
  })),
})}<button>Show</button></form>
<form class="template" method="post" action="${HUB_PATH}/settings/template"><fieldset${attribute('disabled', !canChange)}>
<input type="hidden" name="language" value="${language}">
<div class="pair">
<div class="stack">${textArea({ name: 'header', label: 'Header', value: now.header[language] ?? '', maxLength: MAX_TEXT })}
${textArea({ name: 'footer', label: 'Footer', value: now.footer[language] ?? '', maxLength: MAX_TEXT })}
${select({
  name: 'fallbackLanguage',
  label: 'Where a language has no text, take that of',
  value: now.fallbackLanguage ?? '',
  options: [{ value: '', label: 'None' }, ...languages],
})}</div>
<fieldset><legend>Join details that are written</legend>${choices(now)}</fieldset>
</div>
${canChange ? html`<div><button class="first">Save the template</button></div>` : null}
</fieldset></form></section>`
}

function choices({ joinByPhone, globalCallInLink, tollFreeRestrictionsLink, video }: Template): Html {
  const choice = (name: string, label: string, isOn: boolean) => checkbox({ name, label, isOn })
  return html`${choice('joinByPhone', 'Join by phone', joinByPhone)}
  ${choice('globalCallInLink', 'Link to global call-in numbers', globalCallInLink)}
  ${choice('tollFreeRestrictionsLink', 'Link to toll-free restrictions', tollFreeRestrictionsLink)}
  ${choice('isShown', 'Join by video', video.isShown)}
  ${choice('ivrAddress', 'IP address of the video system', video.ivrAddress)}
  ${choice('skypeForBusiness', 'Skype for Business', video.skypeForBusiness)}`
}
