import fc from 'fast-check'
import { expect, it } from 'vitest'
import { normalizeHtml } from './html-document.js'

const HEAD = '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">'
const START = `<html>\r\n<head>\r\n${HEAD}\r\n</head>\r\n<body>\r\n`
const END = '</body>\r\n</html>\r\n'

const bodyOf = (html: string) => normalizeHtml(html).slice(START.length, -END.length)

it('makes a document of a fragment, without comments, with CRLF', () => {
  const html = normalizeHtml('<p>a\nb</p><!-- x --><!--[if mso]><p>c</p><![endif]-->')

  expect(html).toBe(`${START}<p>a\r\nb</p>\r\n${END}`)
})

it('keeps the head and the attributes of a document, but not its charset', () => {
  const html = normalizeHtml(
    '<!DOCTYPE html><html xmlns:o="x" dir="ltr"><head><meta charset="iso-8859-1"><title>T</title>' +
      '<style><!-- p{} --></style></head><body lang="de" data-x="1"><p>x</p></body></html>',
  )

  expect(html).toBe(
    `<html dir="ltr">\r\n<head>\r\n${HEAD}\r\n<title>T</title>\r\n<style><!-- p{} --></style>\r\n</head>\r\n` +
      '<body lang="de">\r\n<p>x</p>\r\n</body>\r\n</html>\r\n',
  )
})

it.each([
  ['<p data-x="1" title=a class=\'b c\'>x</p>', '<p title="a" class="b c">x</p>\r\n'],
  ['<blink>x</blink><P ID=Y>z', 'x\r\n<p id="Y">z</p>\r\n'],
  ['<a href="tel:+1 (2)">+1 "2"</a>', '<a href="tel:&#43;1 (2)">&#43;1 &quot;2&quot;</a>\r\n'],
  ['1&nbsp;&lt; 2 &#38; “3”', '1&nbsp;&lt; 2 &amp; “3”\r\n'],
  ['a<br/>b<br>', 'a<br>\r\nb<br>\r\n'],
  ['<tt><pre>a\nb</pre></tt>', '<tt>\r\n<pre>a\r\nb</pre>\r\n</tt>\r\n'],
  ['<div><div><font>x</font></div></div>', '<div>\r\n<div><font>x</font></div>\r\n</div>\r\n'],
  ['<table><tr><td>1<td>2</table>', '<table>\r\n<tr>\r\n<td>1</td>\r\n<td>2</td>\r\n</tr>\r\n</table>\r\n'],
  ['a\u0001b&#1;', 'ab\r\n'],
  ['', ''],
])('writes %s as %s', (written, read) => {
  expect(bodyOf(written)).toBe(read)
})

it('returns a document that it returned before unchanged, whatever was written', () => {
  const pieces = [
    ...[
      '<p>',
      '</p>',
      '<div title="a">',
      '</div>',
      '<b>',
      '</b>',
      '<table>',
      '<tr>',
      '<td>',
      '</table>',
      '<br>',
    ],
    ...[
      '<a href="x?a=1&b=2">',
      '</a>',
      '<!-- c',
      '-->',
      '<html>',
      '</html>',
      '<head>',
      '</head>',
      '<body x=1>',
    ],
    ...[
      '</body>',
      '<style>',
      '</style>',
      '<script>',
      '</script>',
      '<title>',
      '</title',
      '<textarea>',
      '</sty',
    ],
    ...[
      '</textarea>',
      '<pre>',
      '</pre>',
      '<xmp>',
      '</xmp>',
      '<svg>',
      '</svg>',
      '<plaintext>',
      '<blink>',
      '<ul>',
    ],
    ...[
      '<li>',
      '<hr>',
      '</br>',
      '<![CDATA[',
      ']]>',
      '<?xml',
      '?>',
      '<!doctype html>',
      '<iframe>',
      '</iframe>',
      '<select>',
      '<option>',
    ],
    ...[
      'a',
      ' ',
      '\n',
      '\r',
      '\t',
      '&',
      '&amp;',
      '&lt',
      '&nbsp;',
      '&#13;',
      '<',
      '>',
      '"',
      "'",
      '+',
      '/',
      '=',
    ],
  ]
  const soup = fc
    .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 3 })), { maxLength: 25 })
    .map((parts) => parts.join(''))

  fc.assert(
    fc.property(soup, (html) => {
      const once = normalizeHtml(html)
      expect(normalizeHtml(once)).toBe(once)
    }),
    { numRuns: 3000 },
  )
})

it('reads a document of twenty thousand open elements', () => {
  const html = normalizeHtml('<div>'.repeat(20_000))

  expect(html).toContain('<div>')
})
