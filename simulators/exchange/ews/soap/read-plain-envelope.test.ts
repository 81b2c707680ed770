import { expect, it } from 'vitest'
import { createRandom, type Random } from '../../../core/index.js'
import { SAMPLES } from '../testing/samples.js'
import { soapEnvelope } from '../../testing/soap.js'
import { PlainTypes } from '../codec/plain-types.js'
import { createEwsSchema } from '../codec/schema.js'
import { readCarefully } from './read-envelope.js'
import { readPlainEnvelope } from './read-plain-envelope.js'

const types = new PlainTypes(createEwsSchema())
const plainly = (document: string) => readPlainEnvelope(types, document)
const carefully = (document: string) => readCarefully(types.schema, document)

const DOCUMENTS = SAMPLES.map((xml) => soapEnvelope(xml, 'alice@ent-pa.example')).filter((document) => {
  const reading = carefully(document)
  return reading.kind === 'request' && reading.violation === undefined
})

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
  ...[
    'xmlns=""',
    ' xmlns:t="urn:t"',
    ' xmlns:q="urn:q"',
    ' xmlns:q="urn:q" xmlns:q="urn:q"',
    ' xmlns:q="urn:&amp;"',
    ' xmlns:q="urn:&"',
    ' q:a="1"',
    ' t:a="1"',
    ' a="1"',
    ' a="1" a="2"',
  ],
  ...[
    ' xml:lang="de"',
    ' xmlns:xml="urn:x"',
    ' xmlns:xmlns="urn:x"',
    '<xml:a/>',
    '<t:a t:b="&lt;"/>',
    'é',
    '😀',
    // the last of their bytes are those of markup
    ...['ļ', 'Ģ', 'Ħ', 'ľ', 'į'],
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

it('reads by itself all that clients write', () => {
  expect(DOCUMENTS.length).toBeGreaterThan(15)
  for (const document of DOCUMENTS) expect(plainly(document), document).toBeDefined()
})

it('reads of 20,000 documents, most of them spoilt, what the careful reader reads, or leaves them to it', () => {
  const random = createRandom(20)
  const counts = { both: 0, left: 0, refused: 0 }

  for (let made = 0; made < 20_000; made++) {
    const document = spoilt(DOCUMENTS[made % DOCUMENTS.length] ?? '', random)
    const plain = plainly(document)
    const careful = carefully(document)
    if (plain !== undefined)
      expect({ ...plain, free: undefined }, document).toEqual({ ...careful, free: undefined })
    const isValid = careful.kind === 'request' && careful.violation === undefined
    counts[plain !== undefined ? 'both' : isValid ? 'left' : 'refused']++
  }

  expect(counts.both).toBeGreaterThan(3_000)
  expect(counts.left).toBeLessThan(2_000)
  expect(counts.refused).toBeGreaterThan(5_000)
})

const get = (id: string) =>
  soapEnvelope(
    `<m:GetItem><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape><m:ItemIds>${id}</m:ItemIds></m:GetItem>`,
  )

it.each([
  ['<t:ItemId Id="a"/>', true],
  ["<t:ItemId\r\n Id = 'a' ></t:ItemId >", true],
  ['<x:ItemId xmlns:x="http://schemas.microsoft.com/exchange/services/2006/types" Id="&#x41;&amp;"/>', true],
  ['<ItemId xmlns="http://schemas.microsoft.com/exchange/services/2006/types" Id="a"/>', true],
  ['<t:ItemId Id="a"ChangeKey="b"/>', false],
  ['<t:ItemId Id="a" Id="b"/>', false],
  ['<t:ItemId xmlns:t="urn:t" Id="a"/>', false],
  ['<t:ItemId/>', false],
  ['<t:ItemIdOf Id="a"/>', false],
  ['<t:ItemId Id="a"/><!-- left to the other -->', false],
])('reads %j by itself: %j', (id, isPlain) => {
  expect(plainly(get(id)) !== undefined).toBe(isPlain)
})

it('reads characters that are not ASCII as what they are', () => {
  const document = get('<t:ItemId Id="ļ" ChangeKey="é&lt;😀"/>')

  expect(plainly(document)).toMatchObject({
    body: { ItemIds: { $each: [{ value: { '@Id': 'ļ', '@ChangeKey': 'é<😀' } }] } },
  })
})

it('reads bytes as it reads text', () => {
  for (const document of DOCUMENTS)
    expect(readPlainEnvelope(types, document, Buffer.from(document))).toEqual(plainly(document))
})

it.each(['urn:&', 'urn:<', 'urn:"', ' urn:'])(
  'does not take the namespace %j for one that it has read',
  (uri) => {
    const written = uri
      .replace('&', '&amp;')
      .replace('<', '&lt;')
      .replace('"', '&quot;')
      .replace(' ', '&#x20;')

    expect(carefully(get(`<t:ItemId xmlns:q="${written}" Id="a"/>`))).toMatchObject({ violation: undefined })
    expect(plainly(get(`<t:ItemId xmlns:q="${written}" Id="a"/>`))).toBeUndefined()
    expect(plainly(get(`<t:ItemId xmlns:q="${uri}" Id="a"/>`))).toBeUndefined()
  },
)

it('refuses what is declared twice, though both are known', () => {
  const known = get('<t:ItemId xmlns:q="urn:q" xmlns:r="urn:r" Id="a"/>')
  const nested = known.replace('<m:ItemIds>', '<m:ItemIds xmlns:q="urn:q" xmlns:r="urn:r">')
  const twice = get('<t:ItemId xmlns:q="urn:q" xmlns:r="urn:r" xmlns:q="urn:q" Id="a"/>')

  expect([known, nested, nested, twice, twice].map((each) => plainly(each) !== undefined)).toEqual([
    ...[true, true, true, false, false],
  ])
})

it('takes a prefix for what it means where it stands, though it meant another thing before', () => {
  const otherwise = get('<t:ItemId xmlns:t="urn:t" Id="a"/>')
  const usually = get('<t:ItemId Id="a"/>')

  for (const document of [usually, otherwise, usually, otherwise])
    expect(plainly(document) !== undefined).toBe(document === usually)
})

it('collects what can be any text, and nothing else', () => {
  expect(plainly(get('<t:ItemId Id="one" ChangeKey="two"/>'))?.free?.split('\n')).toEqual(['one', 'two', ''])
})
