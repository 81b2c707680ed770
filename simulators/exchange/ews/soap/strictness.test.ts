import { expect, it } from 'vitest'
import { createEwsSchema } from '../codec/schema.js'
import { OPERATIONS } from '../generated/operations.js'
import type { Operation } from '../operation.js'
import { responseMessages, success } from '../response-message.js'
import { createDocumentGenerator } from '../testing/corpus/generate-document.js'
import { renderDocument } from '../testing/corpus/xml-node.js'
import { envelope, MESSAGES, serveOperation, SOAP, TYPES } from '../testing/serve-operation.js'

const UNSUBSCRIBE = '<m:Unsubscribe><m:SubscriptionId>FwBl</m:SubscriptionId></m:Unsubscribe>'
const CALL = envelope(UNSUBSCRIBE)

const unsubscribe: Operation = {
  name: 'Unsubscribe',
  handle: () => responseMessages('Unsubscribe', [success()]),
}

/** What the product says to a document: the response code of its answer. */
async function answerTo(body: string | Buffer<ArrayBuffer>, contentType = 'text/xml; charset=utf-8') {
  await using ews = await serveOperation(unsubscribe)
  const response = await ews.post(body, { headers: { 'content-type': contentType } })
  const text = await response.text()
  expect(ews.reported).toEqual([])
  expect(response.status).toBe(text.includes('<s:Fault>') ? 500 : 200)
  return /(?:faultcode[^>]*>|<m:ResponseCode>)([^<]*)/.exec(text)?.[1]
}

const bigEndian = (text: string) => Buffer.from(text, 'utf16le').swap16()
const declared = (encoding: string) => CALL.replace('?>', ` encoding="${encoding}"?>`)

it.each<[string, string | Buffer<ArrayBuffer>, string?]>([
  [
    'default namespaces',
    `<Envelope xmlns="${SOAP}"><Body><Unsubscribe xmlns="${MESSAGES}"><SubscriptionId>a</SubscriptionId></Unsubscribe></Body></Envelope>`,
  ],
  [
    'prefixes of its own',
    `<ns0:Envelope xmlns:ns0="${SOAP}"><ns0:Body><ns1:Unsubscribe xmlns:ns1="${MESSAGES}"><ns1:SubscriptionId>a</ns1:SubscriptionId></ns1:Unsubscribe></ns0:Body></ns0:Envelope>`,
  ],
  ['no header', CALL.replace('<s:Header></s:Header>', '')],
  ['headers that nobody knows', envelope(UNSUBSCRIBE, '<x:Security xmlns:x="urn:x"/><t:Odd/>')],
  [
    'a header meant for another',
    envelope(UNSUBSCRIBE, '<x:A xmlns:x="urn:x" s:mustUnderstand="1" s:actor="urn:b"/>'),
  ],
  [
    'a known header that must be understood',
    envelope(UNSUBSCRIBE, '<t:MailboxCulture s:mustUnderstand="1">de-DE</t:MailboxCulture>'),
  ],
  ['a byte order mark of UTF-8', Buffer.from(`\ufeff${CALL}`)],
  ['UTF-16 with a byte order mark', Buffer.from(`\ufeff${declared('utf-16')}`, 'utf16le')],
  ['UTF-16 with a byte order mark, the high byte first', bigEndian(`\ufeff${CALL}`)],
  ['UTF-16 without a byte order mark', Buffer.from(declared('utf-16'), 'utf16le'), 'text/xml'],
  ['UTF-16 without a byte order mark, the high byte first', bigEndian(declared('utf-16')), 'text/xml'],
  ['UTF-16 by the content type', Buffer.from(CALL, 'utf16le'), 'text/xml; charset=utf-16'],
  [
    'another encoding by its declaration',
    Buffer.from(declared('iso-8859-1').replace('FwBl', 'Fé'), 'latin1'),
    'text/xml',
  ],
  [
    'white space, comments and instructions around it',
    `<?xml version="1.0"?>\r\n<!-- a --><?b c?>${CALL.slice(21)}\n<!-- d -->\n`,
  ],
])('takes %s', async (_what, body, contentType) => {
  expect(await answerTo(body, contentType)).toBe('NoError')
})

const FAULTS: readonly [
  what: string,
  body: string | Buffer<ArrayBuffer>,
  code: string,
  contentType?: string,
][] = [
  ['nothing at all', '', 'a:ErrorSchemaValidation'],
  [
    'an envelope of SOAP 1.2',
    CALL.replaceAll(SOAP, 'http://www.w3.org/2003/05/soap-envelope'),
    'a:ErrorInvalidRequest',
  ],
  ['no body', `<s:Envelope xmlns:s="${SOAP}"><s:Header/></s:Envelope>`, 'a:ErrorInvalidRequest'],
  ['two bodies', CALL.replace('</s:Body>', '</s:Body><s:Body/>'), 'a:ErrorInvalidRequest'],
  ['headers behind the body', CALL.replace('</s:Body>', '</s:Body><s:Header/>'), 'a:ErrorInvalidRequest'],
  ['text beside the operation', envelope(`${UNSUBSCRIBE}text`), 'a:ErrorInvalidRequest'],
  ['two operations', envelope(UNSUBSCRIBE + UNSUBSCRIBE), 'a:ErrorInvalidRequest'],
  ['an operation in no namespace', envelope('<Unsubscribe/>'), 'a:ErrorInvalidRequest'],
  ['an operation of another namespace', envelope('<t:Unsubscribe/>'), 'a:ErrorInvalidRequest'],
  ['an answer for a request', envelope('<m:UnsubscribeResponse/>'), 'a:ErrorInvalidRequest'],
  ['a document type', `<!DOCTYPE a>${CALL.slice(21)}`, 'a:ErrorSchemaValidation'],
  [
    'entities of its own',
    `<!DOCTYPE a [<!ENTITY b "c">]>${CALL.slice(21).replace('FwBl', '&b;')}`,
    'a:ErrorSchemaValidation',
  ],
  ['entities of HTML', CALL.replace('FwBl', '&nbsp;'), 'a:ErrorSchemaValidation'],
  ['an unknown encoding', CALL, 'a:ErrorSchemaValidation', 'text/xml; charset=odd'],
  ['bytes of another encoding', Buffer.from(CALL.replace('FwBl', 'Fé'), 'latin1'), 'a:ErrorSchemaValidation'],
  [
    'a version without a value',
    envelope(UNSUBSCRIBE, '<t:RequestServerVersion/>'),
    'a:ErrorSchemaValidation',
  ],
  [
    'a version of no value',
    envelope(UNSUBSCRIBE, '<t:RequestServerVersion Version=""/>'),
    'a:ErrorInvalidServerVersion',
  ],
  [
    'a version in lower case',
    envelope(UNSUBSCRIBE, '<t:RequestServerVersion Version="exchange2016"/>'),
    'a:ErrorInvalidServerVersion',
  ],
  [
    'a version with more',
    envelope(UNSUBSCRIBE, '<t:RequestServerVersion Version="Exchange2016" Odd="1"/>'),
    'a:ErrorSchemaValidation',
  ],
  [
    'an unknown version twice',
    envelope(UNSUBSCRIBE, '<t:RequestServerVersion Version="a"/>'.repeat(2)),
    'a:ErrorDuplicateSOAPHeader',
  ],
  [
    'a precision that is none',
    envelope(UNSUBSCRIBE, '<t:DateTimePrecision>Days</t:DateTimePrecision>'),
    'a:ErrorSchemaValidation',
  ],
  [
    'a header that must be understood by the next',
    envelope(
      UNSUBSCRIBE,
      '<x:A xmlns:x="urn:x" s:mustUnderstand=" true " s:actor="http://schemas.xmlsoap.org/soap/actor/next"/>',
    ),
    's:MustUnderstand',
  ],
  [
    'two ways of acting for somebody',
    envelope(
      UNSUBSCRIBE,
      '<t:ExchangeImpersonation><t:ConnectingSID><t:SID>S-1-5-21</t:SID></t:ConnectingSID></t:ExchangeImpersonation>' +
        '<t:OpenAsAdminOrSystemService LogonType="Admin"><t:ConnectingSID><t:SID>S-1-5-21</t:SID></t:ConnectingSID></t:OpenAsAdminOrSystemService>',
    ),
    'a:ErrorMoreThanOneAccessModeSpecified',
  ],
]

it.each(FAULTS)('refuses %s', async (_what, body, code, contentType) => {
  expect(await answerTo(body, contentType)).toBe(code)
})

it('says where a request breaks the schema, in lines and positions of the client', async () => {
  await using ews = await serveOperation(unsubscribe)
  const body = envelope(
    '\r\n  <m:Unsubscribe>\r\n    <m:SubscriptionId Odd="1">a</m:SubscriptionId></m:Unsubscribe>',
  )

  const text = await (await ews.post(body)).text()

  expect(text).toContain(
    `<t:MessageXml xmlns:t="${TYPES}"><t:LineNumber>3</t:LineNumber><t:LinePosition>23</t:LinePosition>` +
      `<t:Violation>The 'Odd' attribute is not declared.</t:Violation></t:MessageXml>`,
  )
})

it('answers every operation of the product that is not offered here as a server without it', async () => {
  await using ews = await serveOperation(unsubscribe)
  const generator = createDocumentGenerator(createEwsSchema())
  const others = OPERATIONS.filter(({ name }) => name !== 'Unsubscribe')

  const answers = others.map(async ({ name, request }) => {
    const body = generator.document(`m:${request}`, 1, { path: [], isWanted: () => true })
    const response = await ews.post(envelope(renderDocument(body)))
    const code = /faultcode[^>]*>([^<]*)/.exec(await response.text())?.[1]
    return `${name}: ${response.status} ${code}`
  })

  expect(await Promise.all(answers)).toEqual(others.map(({ name }) => `${name}: 500 a:ErrorInvalidOperation`))
  expect(ews.reported).toEqual([])
})
