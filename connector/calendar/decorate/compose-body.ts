import type { CalendarItem } from '../../ports/exchange.js'
import { renderHtmlBlock, renderTextBlock, type JoinWays } from './join-block.js'

/** The user's own body, untouched, followed by the join details in the same format (HC-140, HC-141). */
export function composeBody(body: CalendarItem['body'], ways: JoinWays): CalendarItem['body'] {
  if (body.type === 'Text') return { type: 'Text', content: appendText(body.content, renderTextBlock(ways)) }
  return { type: 'HTML', content: insertHtml(body.content, renderHtmlBlock(ways)) }
}

function appendText(text: string, block: string): string {
  return text === '' ? block : `${text.trimEnd()}\r\n\r\n${block}\r\n`
}

/** Before the end of the document's body, or of the document, or simply last for a fragment. */
function insertHtml(html: string, block: string): string {
  const end = [/<\/body\s*>/gi, /<\/html\s*>/gi]
    .map((tag) => [...html.matchAll(tag)].at(-1)?.index)
    .find((at) => at !== undefined)
  return end === undefined ? html + block : html.slice(0, end) + block + html.slice(end)
}
