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
const OTHER_LABELS: Readonly<Record<JoinDetails['kind'], string>> = {
  'personal-room': 'Webex personal room',
  space: 'Webex space',
}

/** One meeting's ways to join; a space beside a room adds its link to the room's details (HC-079, HC-115). */
export type JoinWays = readonly [JoinDetails, ...JoinDetails[]]

/** The join details as paragraphs of an HTML body (HC-091, HC-140). */
export function renderHtmlBlock(ways: JoinWays): string {
  const lines = toLines(ways).map(({ label, value, href }) => {
    const shown =
      href === undefined ? escapeHtml(value) : `<a href="${escapeHtml(href)}">${escapeHtml(value)}</a>`
    return `<p>${escapeHtml(label)}: ${shown}</p>`
  })
  return `<div><hr><p><b>${TITLES[ways[0].kind]}</b></p>${lines.join('')}<hr></div>`
}

/** The join details as lines of a plain text body. */
export function renderTextBlock(ways: JoinWays): string {
  const rule = '-'.repeat(40)
  const lines = toLines(ways).map(({ label, value }) => `${label}: ${value}`)
  return [rule, TITLES[ways[0].kind], ...lines, rule].join('\r\n')
}

function toLines([main, ...others]: JoinWays): readonly Line[] {
  const number = { label: NUMBER_LABELS[main.kind], value: main.meetingNumber }
  return [
    { label: 'Link', value: main.joinUrl, href: main.joinUrl },
    ...(main.meetingNumber === '' ? [] : [number]),
    { label: 'Join from a video system', value: main.sipAddress, href: `sip:${main.sipAddress}` },
    ...main.dialIn.map(({ label, number: value }) => ({
      label: `Join by phone, ${label}`,
      value,
      href: `tel:${value}`,
    })),
    ...others.map(({ kind, joinUrl }) => ({ label: OTHER_LABELS[kind], value: joinUrl, href: joinUrl })),
  ]
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character)
}
