import { expect, it } from 'vitest'
import { appendBody, previewOf, showBody, storedBody, type BodyQuestion } from './convert-body.js'
import { htmlToText } from './html-to-text.js'
import { textToHtml } from './text-to-html.js'

const QUESTION: BodyQuestion = {
  form: 'HTML',
  part: 'whole',
  wishes: { filter: false, blockExternalImages: false, blankTargets: false, inlineImageUrl: undefined },
  maximum: undefined,
}

const bodyIn = (html: string) => /<body>(.*)<\/body>/s.exec(html)?.[1]?.trim()

function shown(html: string, more: Partial<BodyQuestion> = {}) {
  return showBody(storedBody('HTML', html), { ...QUESTION, ...more })
}

it('converts text as the product does', () => {
  const html = textToHtml('a < "b"\n\n x  y: https://x/y?a=1&b=2.')

  expect(bodyIn(html)).toBe(
    '<font size="2"><span style="font-size:11pt;"><div class="PlainText">a &lt; &quot;b&quot;<br>\r\n<br>\r\n' +
      '&nbsp;x&nbsp; y: <a href="https://x/y?a=1&amp;b=2">https://x/y?a=1&amp;b=2</a>.</div></span></font>',
  )
  expect(htmlToText(html)).toBe('a < "b"\r\n\r\n x  y: https://x/y?a=1&b=2.\r\n')
})

it.each([
  ['a b<br>c', 'a b\r\nc'],
  ['<p>a &lt; b</p><p><a href="https://x/y">join</a> now</p>', 'a < b\r\n\r\njoin<https://x/y> now\r\n'],
  ['<p>bring the <b>card</b> <i>and</i> more</p>', 'bring the card and more\r\n'],
  ['<div>a</div><div><br></div><div>b</div>', 'a\r\n\r\nb\r\n'],
  ['<a href="mailto:a@b">a@b</a> <a href="https://x">https://x</a>', 'a@b<mailto:a@b> https://x'],
  ['x<ul><li>a<li>b<ol><li>c</ol></ul>y', 'x\r\n\r\n  *   a\r\n  *   b\r\n\r\n  1.  c\r\n\r\ny'],
  ['<table><tr><th>a<th>b<tr><td>1<td>2</table>', 'a\tb\r\n1\t2\r\n'],
  [
    '<hr>x<style>p{}</style><img alt="logo" src="cid:1"><img src="cid:2">',
    `${'_'.repeat(32)}\r\nx[logo][cid:2]`,
  ],
  ['<pre>a\n  b</pre>', 'a\r\n  b\r\n'],
  ['', ''],
])('writes the text of %s', (html, text) => {
  expect(htmlToText(html)).toBe(text)
})

it('shows a body in the format in which it was written when the best is asked for', () => {
  const shownText = showBody(storedBody('Text', 'a\nb'), { ...QUESTION, form: 'Best' })

  expect(shownText).toEqual({ type: 'Text', text: 'a\r\nb', isTruncated: false })
  expect(shown('<p>a</p>', { form: 'Best' }).type).toBe('HTML')
})

it('cuts a body and says so', () => {
  const html = shown(`<p>${'a'.repeat(500)}</p>`, { maximum: 300 })
  const text = shown(`<p>${'a'.repeat(500)}</p>`, { form: 'Text', maximum: 10 })

  expect(html.isTruncated).toBe(true)
  expect(html.text.length).toBeLessThanOrEqual(310)
  expect(html.text).toMatch(/a<\/p>\r\n<\/body>\r\n<\/html>\r\n$/)
  expect(text).toEqual({ type: 'Text', text: 'aaaaaaaaaa', isTruncated: true })
})

it('filters, blocks and rewrites only when it is asked to', () => {
  const html =
    '<script>x()</script><a href="https://x" onclick="y()">z</a><img src="http://x/1"><img src="cid:a@b">'
  const all = { filter: true, blockExternalImages: true, blankTargets: true, inlineImageUrl: '/i?{id}' }

  expect(bodyIn(shown(html).text)).toBe(
    '<script>x()</script>\r\n<a href="https://x" onclick="y()">z</a><img src="http://x/1"><img src="cid:a@b">',
  )
  expect(bodyIn(shown(html, { wishes: all }).text)).toBe(
    '<a href="https://x" target="_blank" rel="noreferrer noopener">z</a><img><img src="/i?a%40b">',
  )
  expect(bodyIn(shown('<form><a href=" JavaScript:x">a</a></form>', { wishes: all }).text)).toBe('<a>a</a>')
})

it('shows a reply without what it quotes', () => {
  const outlook = '<p>yes</p><hr><div id="divRplyFwdMsg"><b>From:</b> Bob</div><p>ok?</p>'
  const gmail = '<div>yes<div class="gmail_quote"><blockquote>ok?</blockquote></div></div><p>more</p>'
  const text = storedBody('Text', 'yes\n\n-----Original Message-----\nok?')

  expect(shown(outlook, { part: 'unique' }).text).toBe('<html><body><p>yes</p></body></html>')
  expect(shown(gmail, { part: 'unique' }).text).toBe('<html><body><div>yes\r\n</div></body></html>')
  expect(showBody(text, { ...QUESTION, part: 'unique', form: 'Best' }).text).toBe('yes\r\n\r\n')
  expect(shown('<p>yes</p>', { part: 'unique' }).text).toBe('<html><body><p>yes</p></body></html>')
})

it('shows a body as a part of another', () => {
  const html =
    '<html><head><style>p.a, #b {color:red}</style></head><body dir="ltr"><p class="a" id="b">x</p></body>'

  expect(shown(html, { part: 'normalized' }).text).toBe(
    '<style>p.x_a, #x_b {color:red}</style>\r\n<div dir="ltr">\r\n<p class="x_a" id="x_b">x</p>\r\n</div>',
  )
})

it('appends inside the body of a document and at the end of text', () => {
  const html = appendBody(storedBody('HTML', '<p>a</p>'), '<p>b</p>')

  expect(bodyIn(html.text)).toBe('<p>a</p>\r\n<p>b</p>')
  expect(appendBody(storedBody('Text', 'a\n'), 'b\n')).toEqual({ type: 'Text', text: 'a\r\nb\r\n' })
})

it('previews the beginning on one line', () => {
  expect(previewOf(storedBody('HTML', `<p>a</p><p>b&nbsp; c</p>`))).toBe('a b c')
  expect(previewOf(storedBody('Text', 'x'.repeat(300)))).toHaveLength(255)
})
