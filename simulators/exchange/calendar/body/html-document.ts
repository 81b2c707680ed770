import { withCrLf } from './html.js'

const META = '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">'
const HEAD = `<html>\r\n<head>\r\n${META}\r\n`

/**
 * An HTML body as the product returns it: a complete document whatever was written, without comments and
 * scripts, its lines ending in CRLF. Returning a returned document changes nothing. @source ews.md 5.6
 */
export function renderHtmlDocument(html: string): string {
  const clean = html
    .replace(/<!--[\s\S]*?(-->|$)/g, '')
    .replace(/<!doctype[^>]*>/gi, '')
    .replace(/<script\b[\s\S]*?(<\/script\s*>|$)/gi, '')
  const { head, body } = splitDocument(clean)
  return withCrLf(`${HEAD}${head}</head>\r\n${body}\r\n</html>\r\n`)
}

/** An HTML document with more at the end of its body. */
export function appendHtml(html: string, more: string): string {
  const end = html.search(/<\/body\s*>/i)
  return end < 0 ? html + more : html.slice(0, end) + more + html.slice(end)
}

function splitDocument(html: string): { readonly head: string; readonly body: string } {
  const body = /<body\b[\s\S]*?<\/body\s*>/i.exec(html)?.[0]
  const head = /<head\b[^>]*>([\s\S]*?)<\/head\s*>/i.exec(html)?.[1] ?? ''
  const keptHead = head.replace(/<meta\b[^>]*http-equiv\s*=\s*["']?content-type[^>]*>/gi, '').trim()
  const fragment = html.replace(/<head\b[\s\S]*?<\/head\s*>/i, '').replace(/<\/?(html|body)\b[^>]*>/gi, '')
  return {
    head: keptHead === '' ? '' : `${keptHead}\r\n`,
    body: body ?? `<body>\r\n${fragment.trim()}\r\n</body>`,
  }
}
