import { createHash } from 'node:crypto'
import type { Answer } from '../../rest/answer.js'
import { Html, html } from './html.js'
import { STYLE } from './style.js'

export interface Page {
  readonly title: string
  /** What stands in the body of the document. */
  readonly body: Html
  readonly status?: number
  /** Whether the page has forms that lead to other hosts; otherwise browsers let it post to this one only. */
  readonly postsElsewhere?: boolean
}

/** The style is named by its digest: nothing that got into a page by mistake can be a style or a script. */
const STYLE_DIGEST = createHash('sha256').update(STYLE).digest('base64')
const STYLE_ELEMENT = new Html(`<style>${STYLE}</style>`)

/** A whole page, which needs nothing else: no script, no font, no picture. */
export function renderPage({ title, body, status = 200, postsElsewhere = false }: Page): Answer {
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        ${STYLE_ELEMENT}
      </head>
      <body>
        ${body}
      </body>
    </html> `
  return {
    status,
    headers: { ...HEADERS, 'content-security-policy': policy(postsElsewhere) },
    text: { type: 'text/html;charset=UTF-8', content: document.text },
  }
}

const HEADERS = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

function policy(postsElsewhere: boolean): string {
  return [
    "default-src 'none'",
    `style-src 'sha256-${STYLE_DIGEST}'`,
    'img-src data:',
    "base-uri 'none'",
    "frame-ancestors 'none'",
    ...(postsElsewhere ? [] : ["form-action 'self'"]),
  ].join('; ')
}
