import { CHARSET } from './html-document.js'
import { possibleText, withCrLf } from './text-form.js'

const START = [
  `<html>\r\n<head>\r\n${CHARSET}\r\n<meta name="Generator" content="Microsoft Exchange Server">\r\n`,
  '<!-- converted from text -->\r\n<style><!-- .EmailQuote { margin-left: 1pt; padding-left: 4pt; ',
  'border-left: #800000 2px solid; } --></style>\r\n</head>\r\n<body>\r\n',
  '<font size="2"><span style="font-size:11pt;"><div class="PlainText">',
].join('')
const END = '</div></span></font>\r\n</body>\r\n</html>\r\n'

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const ADDRESS = /\b(?:https?|ftp):\/\/[^\s<>"]*[^\s<>".,;:!?)\]']/gi

/**
 * Plain text as an HTML document: every line ends in `br`, addresses are links, spaces that HTML would drop
 * are kept. @observed in bodies that Exchange converted from text
 */
export function textToHtml(text: string): string {
  const lines = withCrLf(possibleText(text)).split('\r\n')
  return START + lines.map(writeLine).join('<br>\r\n') + END
}

/** Of several spaces all but the last, and one at the beginning of a line. */
function writeLine(line: string): string {
  const escaped = line.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character)
  return linked(line, escaped).replace(/^ (?! )| +(?= )/g, (spaces) => '&nbsp;'.repeat(spaces.length))
}

function linked(line: string, escaped: string): string {
  if (!line.includes('://')) return escaped
  return escaped.replace(ADDRESS, (address) => {
    const end = /&(?:lt|gt|quot)\b.*$/.exec(address)?.[0] ?? ''
    const target = address.slice(0, address.length - end.length)
    return `<a href="${target}">${target}</a>${end}`
  })
}
