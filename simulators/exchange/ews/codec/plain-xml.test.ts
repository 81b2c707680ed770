import { expect, it } from 'vitest'
import { createRandom, type Random } from '../../../core/index.js'
import { SAMPLES } from '../testing/samples.js'
import { soapEnvelope } from '../../testing/soap.js'
import { readPlainXml } from './plain-xml.js'
import { readXml, type XmlEvents } from './xml-reader.js'

const DOCUMENTS = SAMPLES.map((xml) => soapEnvelope(xml, 'alice@ent-pa.example'))

/** Parts of XML that are easily read wrongly, to be put anywhere into a document. */
const ODD: readonly [string, ...string[]] = [
  ...(['<', '>', '&', '"', "'", '=', '/', ':', ';', ' ', '\t', '\r', '\n', '\r\n', '<?', '?>'] as const),
  ...['<!--', '-->', '<![CDATA[', ']]>', '<!DOCTYPE a>', '<?xml version="1.0"?>', '<a/>', '<a>', '</a>'],
  ...[
    '&amp;',
    '&lt;',
    '&quot;',
    '&apos;',
    '&#65;',
    '&#x1F600;',
    '&#xD;',
    '&#0;',
    '&#xD800;',
    '&nbsp;',
    '&#;',
  ],
  ...['xmlns=""', ' xmlns:t="urn:t"', ' xmlns:q="urn:q"', ' q:a="1"', ' t:a="1"', ' a="1"', ' a="1" a="2"'],
  ...[
    ' xml:lang="de"',
    ' xmlns:xml="urn:x"',
    ' xmlns:xmlns="urn:x"',
    '<xml:a/>',
    '<t:a t:b="&lt;"/>',
    'é',
    '😀',
  ],
  ...['\u0000', '\u000b', '\ufffe', '\ud800', '\udc00', '\ufeff', '1', '-', '.', 'xmlns:', 't:', '::'],
]

/** Spoils a document in up to three places, or not at all. */
function spoilt(document: string, random: Random): string {
  let spoilt = document
  for (let times = random.integer(4); times > 0; times--) {
    const at = random.integer(spoilt.length + 1)
    const end = random.integer(3) === 0 ? Math.min(spoilt.length, at + random.integer(12)) : at
    const put = random.integer(4) === 0 ? '' : random.pick(ODD)
    spoilt = spoilt.slice(0, at) + put + spoilt.slice(end)
  }
  return random.integer(20) === 0 ? spoilt.slice(0, random.integer(spoilt.length)) : spoilt
}

/** What a reader tells of a document: text in several parts counts as one, and text outside of the root as none. */
function told(read: (events: XmlEvents) => boolean): readonly unknown[] | undefined {
  const said: unknown[] = []
  let text = ''
  let depth = 0
  const flush = (): void => {
    if (text !== '') said.push(text)
    text = ''
  }
  const isRead = read({
    open({ uri, local, attributes, resolve }) {
      flush()
      depth++
      const declared = attributes.filter(({ uri: of }) => of !== 'http://www.w3.org/2000/xmlns/')
      const sorted = declared.map(({ name, local: part, uri: of, value }) => [name, part, of, value])
      said.push([uri, local, sorted, ['', 't', 'q', 'xml'].map((prefix) => resolve(prefix) ?? '')])
    },
    text: (chunk) => depth > 0 && (text += chunk),
    close() {
      flush()
      depth--
      said.push('/')
    },
  })
  return isRead ? said : undefined
}

const plainly = (document: string) => told((events) => readPlainXml(document, events))
const carefully = (document: string) => told((events) => readXml(document, events) === undefined)

it('reads by itself all that clients write', () => {
  for (const document of DOCUMENTS) expect(plainly(document)).toBeDefined()
})

it('tells of 20,000 documents, most of them spoilt, what the careful reader tells, or leaves them to it', () => {
  const random = createRandom(20)
  const counts = { both: 0, left: 0, refused: 0 }

  for (let made = 0; made < 20_000; made++) {
    const document = spoilt(DOCUMENTS[made % DOCUMENTS.length] ?? '', random)
    const plain = plainly(document)
    const careful = carefully(document)
    // most are equal, and `expect` takes its time
    if (plain !== undefined && JSON.stringify(plain) !== JSON.stringify(careful))
      expect(plain, document).toEqual(careful)
    counts[plain !== undefined ? 'both' : careful !== undefined ? 'left' : 'refused']++
  }

  expect(counts.both).toBeGreaterThan(5_000)
  expect(counts.refused).toBeGreaterThan(5_000)
})

it.each([
  ['<a b="1"b="2"/>', false],
  ['<a>]]></a>', false],
  ['<a xmlns:p="urn:p"><p:b/></a><p:c/>', false],
  ['<a><!-- left to the other --></a>', false],
  ['<a><![CDATA[left to the other]]></a>', false],
  ['<?xml version="1.0" encoding="utf-8"?>\r\n<a>\r\n</a>\n', true],
  ["<a xmlns='urn:a' b=' x\n'>&#x41;&amp;</a >", true],
  ['<p:a xmlns:p="urn:1" xmlns:q="urn:1"><p:a xmlns:p="urn:2" p:x="" q:x=""/><p:a/></p:a>', true],
])('reads %j: %j', (document, isPlain) => {
  expect(plainly(document) !== undefined).toBe(isPlain)
  if (isPlain) expect(plainly(document)).toEqual(carefully(document))
})
