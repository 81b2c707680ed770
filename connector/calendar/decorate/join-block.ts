import type { JoinDetails } from '../../ports/webex.js'

/** One line of the block: a heading for people, and what follows it. */
interface Line {
  readonly label: string
  readonly value: string
  readonly href?: string
}

const TITLES: Readonly<Record<JoinDetails['kind'], string>> = {
  'personal-room': 'Join my Webex personal room',
  space: 'Join the Webex space meeting',
}
const NUMBER_LABELS: Readonly<Record<JoinDetails['kind'], string>> = {
  'personal-room': 'Access code',
  space: 'Meeting number',
}

/** The join details as paragraphs of an HTML body (HC-091, HC-140). */
export function renderHtmlBlock(details: JoinDetails): string {
  const lines = toLines(details).map(({ label, value, href }) => {
    const shown =
      href === undefined ? escapeHtml(value) : `<a href="${escapeHtml(href)}">${escapeHtml(value)}</a>`
    return `<p>${escapeHtml(label)}: ${shown}</p>`
  })
  return `<div><hr><p><b>${TITLES[details.kind]}</b></p>${lines.join('')}<hr></div>`
}

/** The join details as lines of a plain text body. */
export function renderTextBlock(details: JoinDetails): string {
  const rule = '-'.repeat(40)
  const lines = toLines(details).map(({ label, value }) => `${label}: ${value}`)
  return [rule, TITLES[details.kind], ...lines, rule].join('\r\n')
}

function toLines(details: JoinDetails): readonly Line[] {
  const number = { label: NUMBER_LABELS[details.kind], value: details.meetingNumber }
  return [
    { label: 'Link', value: details.joinUrl, href: details.joinUrl },
    ...(details.meetingNumber === '' ? [] : [number]),
    { label: 'Join from a video system', value: details.sipAddress, href: `sip:${details.sipAddress}` },
    ...details.dialIn.map(({ label, number: value }) => ({
      label: `Join by phone, ${label}`,
      value,
      href: `tel:${value}`,
    })),
  ]
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character)
}
