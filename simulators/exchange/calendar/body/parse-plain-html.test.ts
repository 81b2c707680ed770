import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseSoup } from './parse-html.js'
import { parsePlainHtml } from './parse-plain-html.js'

const DEPTH = 256
const names = [
  ...['html', 'head', 'body', 'meta', 'p', 'div', 'span', 'b', 'a', 'br', 'hr', 'h1', 'h3', 'ul', 'ol', 'li'],
  ...[
    'table',
    'tbody',
    'tr',
    'td',
    'th',
    'img',
    'o:p',
    'font',
    'blockquote',
    'P',
    'style',
    'title',
    'form',
    'svg',
  ],
]
const attributes = [
  ...[
    '',
    '',
    '',
    ' class="a"',
    ' style="x: y;\nz"',
    ' a="1" b="2" a="3"',
    ' href="x>y"',
    ' id=a',
    ' x',
    "  b='c'",
  ],
  ...['/', ' /', ' o:x="1"', ' on-x=""', ' A="b"'],
]
const texts = [
  '',
  '',
  'a',
  'b c',
  '\n',
  '\r\n',
  ' > ',
  '"',
  '\u0000',
  '<',
  '&amp;',
  '\ud83d',
  '<!-- c -->',
  '</p>',
]

const tag = fc.tuple(fc.constantFrom(...names), fc.constantFrom(...attributes))
const text = fc.constantFrom(...texts)
const nested = fc.letrec<{ node: string; inside: string }>((tie) => ({
  inside: fc.array(fc.oneof(text, tie('node')), { maxLength: 4 }).map((parts) => parts.join('')),
  node: fc
    .tuple(tag, tie('inside'))
    .map(([[name, more], inside]) =>
      ['br', 'hr', 'img', 'meta'].includes(name) ? `<${name}${more}>` : `<${name}${more}>${inside}</${name}>`,
    ),
})).inside
const soup = fc
  .array(
    fc.oneof(
      text,
      tag.map(([name, more]) => `<${name}${more}>`),
      fc.constantFrom(...names).map((name) => `</${name}>`),
      fc.string({ maxLength: 3 }),
    ),
    { maxLength: 20 },
  )
  .map((parts) => parts.join(''))

it('reads plain HTML as the parser does, and leaves all other to it', () => {
  fc.assert(
    fc.property(fc.oneof(nested, soup), (html) => {
      const plain = parsePlainHtml(html, DEPTH)
      if (plain !== undefined) expect(plain).toEqual(parseSoup(html))
    }),
    { numRuns: 5000 },
  )
})

it.each([
  '<html><head><meta name="a"></head><body lang="de"><p>a <b class="x" id="y">b</b><br>\n</p> > c</body></html>\n',
  '<div><p>a</p><ul><li><span style="a: b; c: \'d\'">b</span></li></ul><hr></div>',
  '<table><tbody><tr><td><p>a</p></td><td></td></tr></tbody></table>',
  `${'<div>'.repeat(DEPTH)}a${'</div>'.repeat(DEPTH)}`,
  'a',
  '',
])('takes %s for plain', (html) => {
  expect(parsePlainHtml(html, DEPTH)).toEqual(parseSoup(html))
})

it.each([
  '<p>a<p>b</p></p>',
  '<p>a',
  'a</p>',
  '<p>a</div>',
  '<p>a</pp>',
  '<head><body></body></head>',
  '<a href="x"><a></a></a>',
  '<li><li></li></li>',
  '<tr><td><td></td></td></tr>',
  'a &lt; b',
  'a < b',
  '<!-- a -->',
  '<style>a</style>',
  '<br/>',
  '<p class=a>b</p>',
  `${'<div>'.repeat(DEPTH + 1)}a${'</div>'.repeat(DEPTH + 1)}`,
])('leaves %s to the parser', (html) => {
  expect(parsePlainHtml(html, DEPTH)).toBeUndefined()
})
