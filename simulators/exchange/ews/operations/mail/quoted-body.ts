import { formatSeconds } from '../../../../core/index.js'
import { appendBody, htmlOf, storedBody, textOf } from '../../../calendar/body/convert-body.js'
import { escapeHtml } from '../../../calendar/body/write-html.js'
import { isMessageItem, type Body, type Item, type Person } from '../../../calendar/item.js'

type Line = readonly [name: string, value: string]

/** What is said, followed by the original with its heading; in the format of what is said. @observed in Outlook's mail */
export function withQuote(said: Body, original: Item): Body {
  const heading = headingOf(original)
  if (said.type === 'Text') {
    const lines = heading.map(([name, value]) => `${name}: ${value}`)
    const quoted = ['', '', '________________________________', ...lines, '', textOf(original.body)]
    return storedBody('Text', said.text + quoted.join('\r\n'))
  }
  const lines = heading.map(([name, value]) => `<b>${name}:</b> ${escapeHtml(value)}<br>`)
  const rule = '<hr style="display:inline-block; width:98%">'
  const block = `${rule}<div id="divRplyFwdMsg" dir="ltr">${lines.join('')}<div>&nbsp;</div></div>`
  return appendBody(appendBody(said, block), htmlOf(original.body))
}

function headingOf(original: Item): readonly Line[] {
  const { subject } = original
  if (!isMessageItem(original)) {
    const { organizer, start, location = '' } = original.event
    return [
      ['From', shown(organizer)],
      ['When', formatSeconds(start)],
      ['Where', location],
      ['Subject', subject],
    ]
  }
  const { from, sentAt = original.createdAt, to, cc } = original.message
  const lines: readonly Line[] = [
    ['From', shown(from)],
    ['Sent', formatSeconds(sentAt)],
    ['To', to.map(({ name }) => name).join('; ')],
    ['Cc', cc.map(({ name }) => name).join('; ')],
    ['Subject', subject],
  ]
  return lines.filter(([name, value]) => name !== 'Cc' || value !== '')
}

function shown({ name, address }: Person): string {
  return `${name} <${address}>`
}
