import fc from 'fast-check'
import { expect, it } from 'vitest'
import { appendBody, convertBody, htmlToText } from './convert-body.js'

const START =
  '<html>\r\n<head>\r\n<meta http-equiv="Content-Type" content="text/html; charset=utf-8">\r\n</head>\r\n<body>'

it('returns an HTML fragment as a document with CRLF, without comments and scripts', () => {
  const read = convertBody({ type: 'HTML', text: '<p>a\nb</p><!-- x --><script>1</script>' }, 'HTML')

  expect(read.text).toBe(`${START}\r\n<p>a\r\nb</p>\r\n</body>\r\n</html>\r\n`)
})

it('returns a document that it returned before unchanged', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const once = convertBody({ type: 'HTML', text }, 'HTML')
      expect(convertBody(once, 'HTML')).toEqual(once)
    }),
  )
})

it('keeps the head and the attributes of a written document', () => {
  const text = '<html><head><style>p{}</style></head><body lang="de"><p>x</p></body></html>'

  const read = convertBody({ type: 'HTML', text }, 'Best')

  expect(read.text).toContain('<style>p{}</style>\r\n</head>\r\n<body lang="de"><p>x</p></body>')
})

it('converts text to HTML and HTML to text', () => {
  const html = convertBody({ type: 'Text', text: 'a < b\nc' }, 'HTML')
  const text = convertBody(
    { type: 'HTML', text: '<p>a &lt; b</p><p><a href="https://x/y">join</a> now</p>' },
    'Text',
  )

  expect(html.text).toContain('<div class="PlainText">a &lt; b<br>\r\nc</div>')
  expect(text).toEqual({ type: 'Text', text: 'a < b\r\njoin<https://x/y> now' })
  expect(htmlToText(html.text)).toBe('a < b\r\nc')
})

it('gives the stored format when the best is asked for', () => {
  expect(convertBody({ type: 'Text', text: 'a\nb' }, 'Best')).toEqual({ type: 'Text', text: 'a\r\nb' })
})

it('appends inside the body of a document and at the end of text', () => {
  expect(appendBody({ type: 'HTML', text: '<body>a</body>' }, 'b').text).toBe('<body>ab</body>')
  expect(appendBody({ type: 'Text', text: 'a' }, 'b').text).toBe('ab')
})
