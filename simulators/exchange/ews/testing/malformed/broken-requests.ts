import { gzipSync } from 'node:zlib'
import { createRandom, type Random } from '../../../../core/index.js'
import { createEwsSchema } from '../../codec/schema.js'
import { OPERATIONS } from '../../generated/operations.js'
import { CALENDAR_OPERATIONS } from '../calendar-operations.js'
import { createDocumentGenerator } from '../corpus/generate-document.js'
import { mutateDocument } from '../corpus/mutate-document.js'
import { renderDocument, STYLES, type XmlNode } from '../corpus/xml-node.js'
import { SAMPLES } from '../samples.js'
import { envelope } from '../serve-operation.js'
import { TEXT_XML, withBody, type BrokenRequest } from './broken-request.js'

export interface BrokenRequests {
  /** Every kind in turn; the same request for the same number. */
  request(number: number): BrokenRequest
}

/** Makes a request wrong in one way. `text` is a document that is right. */
type Break = (text: string, random: Random, turn: number) => BrokenRequest | Omit<BrokenRequest, 'kind'>

const body = (content: string | Buffer, contentType?: string) => withBody('', content, contentType)
const repeat = (text: string, times: number) => text.repeat(times)

/** What a document that declares entities may cost a reader that believes in them. */
const BOMBS: readonly string[] = [
  `<!DOCTYPE a [<!ENTITY a0 "ha">${Array.from({ length: 30 }, (_, at) => `<!ENTITY a${at + 1} "&a${at};&a${at};">`).join('')}]><a>&a30;</a>`,
  `<!DOCTYPE a [<!ENTITY b "${repeat('b', 100_000)}">]><a>${repeat('&b;', 10_000)}</a>`,
  '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
  '<!DOCTYPE a [<!ENTITY % b SYSTEM "http://127.0.0.1:1/b.dtd">%b;]><a/>',
  '<!DOCTYPE a PUBLIC "-//A//B" "http://127.0.0.1:1/a.dtd"><a/>',
  '<!DOCTYPE a [<!ENTITY b "&b;">]><a b="&b;"/>',
]

const CONTENT_TYPES = [
  ...[
    'application/soap+xml; charset=utf-8',
    'application/json',
    'text/plain',
    'text/xmlx',
    'text/xml;;;',
    '',
  ],
  ...[
    'multipart/related; boundary=a',
    'application/x-www-form-urlencoded',
    'TEXT/XML ; CHARSET="utf-8"',
    '*/*',
  ],
]
const CHARSETS = [
  'utf-7',
  'utf-16',
  'utf-16be',
  'utf-32',
  'ebcdic',
  'us-ascii',
  'iso-2022-jp',
  'gb18030',
  'odd',
  '',
]
const METHODS = ['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'TRACE', 'PROPFIND', 'MKCOL', 'SEARCH']
const PATHS = [
  ...[
    '/EWS/',
    '/EWS',
    '/EWS/nothing.asmx',
    '/EWS/Exchange.asmx/x',
    '/EWS/Exchange.asmx?wsdl',
    '/EWS/%2e%2e/x',
  ],
  ...[
    '/ews/exchange.asmx%00',
    '/EWS/../../etc/passwd',
    '/EWS/Services.wsdl',
    '/EWS/%ff%fe',
    `/EWS/${repeat('a', 6000)}`,
  ],
]
const HEADERS = [
  ...[
    'Expect: 100-continue',
    'Expect: 200-maybe',
    'SOAPAction: "odd"',
    'X-AnchorMailbox: \u00ff\u00fe',
    'Cookie: ;;;=;',
  ],
  ...[
    'Accept-Encoding: odd;q=9',
    'Upgrade: websocket',
    `X-Long: ${repeat('a', 7000)}`,
    'X-EWS-TargetVersion: odd',
  ],
  ...[
    'client-request-id: \t',
    'Authorization: Basic !!!',
    'Range: bytes=5-1',
    'X-PreferServerAffinity: perhaps',
  ],
]
const HEADS = [
  ...[
    'X Bad: 1',
    ': no name',
    'X-Folded: a\r\n b',
    'X-Nul: a\0b',
    'Content-Length: 5',
    'Transfer-Encoding: odd',
  ],
  ...['Content-Length: -1', 'Content-Length: 99999999999999999999', `X-Huge: ${repeat('a', 100_000)}`],
]
const SOAP_HEADERS = [
  '<t:RequestServerVersion Version="Exchange2016"/><t:RequestServerVersion Version="Exchange2016"/>',
  '<t:RequestServerVersion Version="Exchange2099"/>',
  '<x:A xmlns:x="urn:x" s:mustUnderstand="1"/>',
  '<t:ExchangeImpersonation/>',
  '<t:ExchangeImpersonation><t:ConnectingSID><t:SID>odd</t:SID></t:ConnectingSID></t:ExchangeImpersonation>',
  '<t:ExchangeImpersonation><t:ConnectingSID><t:SmtpAddress>nobody@nowhere.example</t:SmtpAddress></t:ConnectingSID></t:ExchangeImpersonation>',
  '<t:TimeZoneContext><t:TimeZoneDefinition Id="Odd Standard Time"/></t:TimeZoneContext>',
  '<t:TimeZoneContext><t:TimeZoneDefinition/></t:TimeZoneContext>',
  '<t:MailboxCulture>tlh-Piqd-XX-odd</t:MailboxCulture>',
]
const ENVELOPES: readonly ((text: string) => string)[] = [
  () => '',
  () => '<a/>',
  () => 'GET / HTTP/1.1\r\n\r\n',
  () => '{"a":1}',
  (text) =>
    text.replaceAll('http://schemas.xmlsoap.org/soap/envelope/', 'http://www.w3.org/2003/05/soap-envelope'),
  (text) => text.replace(/<s:Body>.*<\/s:Body>/s, ''),
  (text) => text.replace(/<s:Body>.*<\/s:Body>/s, '<s:Body/>'),
  (text) => text.replace(/(<s:Body>.*<\/s:Body>)/s, '$1$1'),
  (text) => text.replace(/<s:Body>(.*)<\/s:Body>/s, '<s:Body>$1$1</s:Body>'),
  (text) => text + text,
  (text) => text.replace('<?xml version="1.0"?>', '\n<?xml version="1.0"?>'),
  (text) => text.replace('<?xml version="1.0"?>', '<?xml version="1.1" encoding="utf-8"?>'),
  (text) => text.replace('<s:Body>', '<s:Body><!-- -- -->'),
  (text) => text.replace('<s:Body>', '<s:Body><constructor/><__proto__ __proto__="1"/>'),
]

const BREAKS: Readonly<Record<string, Break>> = {
  truncated: (text, _random, turn) =>
    body(Buffer.from(text).subarray(0, (turn * 7) % Buffer.byteLength(text))),
  'bytes flipped': (text, random) => {
    const bytes = Buffer.from(text)
    for (let times = 1 + random.integer(8); times > 0; times--) {
      const at = random.integer(bytes.length)
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random.integer(8))
    }
    return body(bytes)
  },
  'bytes inserted': (text, random) => {
    const bytes = Buffer.from(text)
    const at = random.integer(bytes.length)
    const odd = random.pick([
      Buffer.from([0]),
      Buffer.from([0xff, 0xfe]),
      Buffer.from([0xc0, 0x80]),
      random.bytes(16),
    ])
    return body(Buffer.concat([bytes.subarray(0, at), odd, bytes.subarray(at)]))
  },
  'bytes left out': (text, random) => {
    const at = random.integer(text.length)
    return body(text.slice(0, at) + text.slice(at + 1 + random.integer(60)))
  },
  'nothing but bytes': (_text, random) => body(random.bytes(1 + random.integer(2000))),
  'markup inserted': (text, random) => {
    const at = random.integer(text.length)
    const odd = [
      '<',
      '</',
      '&',
      ']]>',
      '"',
      '<!DOCTYPE',
      '<?',
      ' xmlns=""',
      '<![CDATA[',
      '&#0;',
      '&#xFFFF;',
      '&odd;',
      '<!--',
    ]
    return body(text.slice(0, at) + random.pick(odd as [string, ...string[]]) + text.slice(at))
  },
  'nested deeply': (text, random) => {
    const depth = random.pick([100, 255, 256, 257, 5_000, 50_000])
    const [open, close] = random.pick([
      ['<t:And>', '</t:And>'],
      ['<a>', '</a>'],
      ['<m:GetItem>', '</m:GetItem>'],
    ])
    const whole = random.integer(2) === 0
    return body(
      text.replace(
        '<s:Body>',
        () => `<s:Body>${repeat(open ?? '', depth)}${whole ? repeat(close ?? '', depth) : ''}`,
      ),
    )
  },
  'entity bomb': (text, random) => {
    const bomb = random.pick(BOMBS as [string, ...string[]])
    return body(random.integer(2) === 0 ? bomb : bomb.replace(/<a\b.*/s, text.slice(21)))
  },
  'huge attribute': (text, random) => {
    const value = repeat('a', random.pick([10_000, 500_000, 2_000_000]))
    return body(text.replace('<s:Body>', `<s:Body xmlns:x="urn:x" x:Odd="${value}">`))
  },
  'many attributes': (text, random) => {
    const attributes = Array.from({ length: random.pick([100, 20_000]) }, (_, at) => ` a${at}="1"`).join('')
    return body(
      text.replace(
        /<s:Body><(\S+?)([\s/>])/,
        (_, name: string, end: string) => `<s:Body><${name}${attributes}${end}`,
      ),
    )
  },
  'huge text': (text, random) =>
    body(text.replace('</s:Body>', () => `${repeat('text ', random.pick([10_000, 400_000]))}</s:Body>`)),
  'thousands of siblings': (_text, random) => {
    const times = random.pick([1_000, 20_000])
    const items = random.pick([
      repeat('<t:ItemId Id="a"/>', times),
      repeat('<t:Odd/>', times),
      repeat('<a:b xmlns:a="urn:a"/>', times),
    ])
    return body(
      envelope(
        `<m:GetItem><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape><m:ItemIds>${items}</m:ItemIds></m:GetItem>`,
      ),
    )
  },
  'wrong encoding': (text, random) => {
    const charset = random.pick(CHARSETS as [string, ...string[]])
    const bytes = random.pick([
      Buffer.from(text),
      Buffer.from(text, 'utf16le'),
      Buffer.from(`\ufeff${text}`, 'utf16le').subarray(0, -1),
    ])
    const isDeclared = random.integer(2) === 0
    const declared = Buffer.from(text.replace('?>', ` encoding="${charset}"?>`))
    return isDeclared
      ? body(declared, 'Content-Type: text/xml')
      : body(bytes, `Content-Type: text/xml; charset=${charset}`)
  },
  'wrong content type': (text, random) => {
    const type = random.pick(CONTENT_TYPES as [string, ...string[]])
    return body(text, `Content-Type: ${type}`)
  },
  'wrong method': (text, random) => ({
    ...body(text),
    method: random.pick(METHODS as [string, ...string[]]),
  }),
  'wrong path': (text, random) => ({ ...body(text), path: random.pick(PATHS as [string, ...string[]]) }),
  'odd headers': (text, random) => ({
    ...body(text),
    headers: [
      TEXT_XML,
      ...Array.from({ length: 1 + random.integer(4) }, () => random.pick(HEADERS as [string, ...string[]])),
    ],
  }),
  'no HTTP': (text, random) => ({
    ...body(text),
    headers: [TEXT_XML, random.pick(HEADS as [string, ...string[]])],
  }),
  compressed: (text, random) => {
    const whole = gzipSync(text)
    const bytes = random.pick([whole, whole.subarray(0, whole.length >> 1), Buffer.from(text)])
    return {
      ...body(bytes),
      headers: [TEXT_XML, `Content-Encoding: ${random.pick(['gzip', 'deflate', 'odd'])}`],
    }
  },
  'longer than it says': (text, random) => ({
    ...body(text),
    length: [`Content-Length: ${random.integer(text.length)}`],
  }),
  'shorter than it says': (text, random) => ({
    ...body(text),
    length: [`Content-Length: ${Buffer.byteLength(text) + 1 + random.integer(1000)}`],
    incomplete: true,
  }),
  'broken chunks': (text, random) => {
    const chunks = random.pick([
      `5\r\nabc`,
      `zz\r\n${text}\r\n0\r\n\r\n`,
      `${text.length.toString(16)}\r\n${text}`,
      '-1\r\n\r\n',
      '0\r\n\r\n',
    ])
    return { ...body(chunks), length: ['Transfer-Encoding: chunked'], incomplete: true }
  },
  'larger than allowed': (text) => ({
    ...body(text),
    length: ['Content-Length: 1000000000'],
    incomplete: true,
  }),
  'no envelope of SOAP 1.1': (text, random) =>
    body(random.pick(ENVELOPES as [(text: string) => string])(text)),
  'odd SOAP headers': (text, random) => {
    const headers = Array.from({ length: 1 + random.integer(2) }, () =>
      random.pick(SOAP_HEADERS as [string, ...string[]]),
    )
    return body(text.replace('<s:Header></s:Header>', `<s:Header>${headers.join('')}</s:Header>`))
  },
}

/** Requests that change nothing when one is answered after all, so that what stays is not what they made. */
const READS = /^<m:(Get|Find|Sync|Convert|Resolve|Expand)\w+(?<!Response)[ >]/

/** Besides the kinds above: documents that the schema forbids, at any place. */
const SPOILT = 'against the schema'

export const BROKEN_KINDS: readonly string[] = [...Object.keys(BREAKS), SPOILT]

export function createBrokenRequests(seed: number): BrokenRequests {
  const generator = createDocumentGenerator(createEwsSchema())
  const names = OPERATIONS.filter(({ name }) => (CALENDAR_OPERATIONS as readonly string[]).includes(name))
  const samples = SAMPLES.filter((sample) => READS.test(sample))

  function tree(random: Random): XmlNode {
    const { request } = names[random.integer(names.length)] ?? { request: 'GetItem' }
    return generator.document(`m:${request}`, random.integer(2 ** 32), { path: [], isWanted: () => true })
  }

  function spoilt(random: Random): BrokenRequest {
    const root = tree(random)
    for (let times = 1 + random.integer(3); times > 0; times--) mutateDocument(root, random.integer(2 ** 32))
    const style = STYLES[random.pick(Object.keys(STYLES) as [string, ...string[]])]
    return withBody(SPOILT, envelope(renderDocument(root, style)))
  }

  return {
    request(number) {
      const random = createRandom(`${seed}/${number}`)
      const kind = BROKEN_KINDS[number % BROKEN_KINDS.length] ?? SPOILT
      const breaks = BREAKS[kind]
      if (breaks === undefined) return spoilt(random)
      const sample = samples[random.integer(samples.length)] ?? ''
      const text = envelope(random.integer(2) === 0 ? sample : renderDocument(tree(random)))
      return { ...breaks(text, random, Math.floor(number / BROKEN_KINDS.length)), kind }
    },
  }
}
