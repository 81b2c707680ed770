import { expect, it } from 'vitest'
import type { FaultRequest } from '../../../core/index.js'
import { EwsFault } from '../ews-fault.js'
import type { Operation, OperationCall } from '../operation.js'
import { errorMessage, responseMessages, success } from '../response-message.js'
import { envelope, MESSAGES, serveOperation, SOAP, TYPES } from '../testing/serve-operation.js'

const UNSUBSCRIBE = '<m:Unsubscribe><m:SubscriptionId>FwBl</m:SubscriptionId></m:Unsubscribe>'
const STREAM =
  '<m:GetStreamingEvents><m:SubscriptionIds><t:SubscriptionId>a</t:SubscriptionId></m:SubscriptionIds>' +
  '<m:ConnectionTimeout>1</m:ConnectionTimeout></m:GetStreamingEvents>'

const unsubscribe = (answer = () => success()): Operation => ({
  name: 'Unsubscribe',
  handle: () => responseMessages('Unsubscribe', [answer()]),
})

it('answers a call with the envelope of the product, and journals it', async () => {
  await using ews = await serveOperation(unsubscribe())

  const response = await ews.post(envelope(UNSUBSCRIBE))

  expect(response.status).toBe(200)
  expect(await response.text()).toBe(
    `<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="${SOAP}"><s:Header>` +
      '<h:ServerVersionInfo MajorVersion="15" MinorVersion="1" MajorBuildNumber="2375" MinorBuildNumber="28" ' +
      `Version="V2017_07_11" xmlns:h="${TYPES}" xmlns="${TYPES}" xmlns:xsd="http://www.w3.org/2001/XMLSchema" ` +
      'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/></s:Header>' +
      '<s:Body xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">' +
      `<m:UnsubscribeResponse xmlns:m="${MESSAGES}" xmlns:t="${TYPES}"><m:ResponseMessages>` +
      '<m:UnsubscribeResponseMessage ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode>' +
      '</m:UnsubscribeResponseMessage></m:ResponseMessages></m:UnsubscribeResponse></s:Body></s:Envelope>',
  )
  expect([...ews.core.journal.entries()]).toMatchObject([
    {
      protocol: 'ews',
      operation: 'Unsubscribe',
      principal: 'ENT-PA\\alice',
      target: 'alice@ent-pa.example',
      outcome: 'NoError',
    },
  ])
})

it.each(['utf-8', 'latin1', 'utf16le'] as const)(
  'keeps what was said in %s as it was meant',
  async (encoding) => {
    await using ews = await serveOperation(unsubscribe())
    const charset = { 'utf-8': 'utf-8', latin1: 'windows-1252', utf16le: 'utf-16' }[encoding]
    const said = envelope(UNSUBSCRIBE.replace('FwBl', 'Größe'))

    await ews.post(Buffer.from(said, encoding), {
      headers: { 'content-type': `text/xml; charset=${charset}` },
    })

    expect([...ews.core.journal.entries()][0]?.request).toBe(said)
  },
)

it('tells the operation what the headers say', async () => {
  const calls: OperationCall[] = []
  await using ews = await serveOperation({
    name: 'Unsubscribe',
    handle: (call) => (calls.push(call), unsubscribeBody()),
  })
  const unsubscribeBody = () => responseMessages('Unsubscribe', [success()])

  await ews.post(
    envelope(
      UNSUBSCRIBE,
      '<t:RequestServerVersion Version="Exchange2010_SP2"/><t:TimeZoneContext>' +
        '<t:TimeZoneDefinition Id="Pacific Standard Time"/></t:TimeZoneContext>' +
        '<t:DateTimePrecision>Milliseconds</t:DateTimePrecision><x:Other xmlns:x="urn:x">?</x:Other>',
    ),
  )
  await ews.post(envelope(UNSUBSCRIBE))

  expect(calls).toMatchObject([
    {
      request: { SubscriptionId: 'FwBl' },
      requestedVersion: 'Exchange2010_SP2',
      timeZone: 'Pacific Standard Time',
      dateTimePrecision: 'Milliseconds',
    },
    { requestedVersion: 'Exchange2007_SP1', timeZone: undefined, dateTimePrecision: 'Seconds' },
  ])
})

it('takes a byte order mark and other encodings', async () => {
  await using ews = await serveOperation(unsubscribe())

  const marked = await ews.post(Buffer.from(`\ufeff${envelope(UNSUBSCRIBE)}`))
  const wide = await ews.post(Buffer.from(`\ufeff${envelope(UNSUBSCRIBE)}`, 'utf16le'))
  const broken = await ews.post(Buffer.from([0x3c, 0xff, 0xff]))

  expect([marked.status, wide.status, broken.status]).toEqual([200, 200, 500])
})

it('answers a body in a wrong order with the fault of the product', async () => {
  await using ews = await serveOperation(unsubscribe())
  const violation =
    `The element 'GetItem' in namespace '${MESSAGES}' has invalid child element 'ItemIds' in namespace '${MESSAGES}'. ` +
    `List of possible elements expected: 'ItemShape' in namespace '${MESSAGES}'.`

  const response = await ews.post(envelope('\n<m:GetItem><m:ItemIds/></m:GetItem>'))

  expect(response.status).toBe(500)
  expect(response.headers.get('content-type')).toBe('text/xml; charset=utf-8')
  expect(await response.text()).toBe(
    `<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="${SOAP}"><s:Body><s:Fault>` +
      `<faultcode xmlns:a="${TYPES}">a:ErrorSchemaValidation</faultcode>` +
      `<faultstring xml:lang="en-US">The request failed schema validation: ${violation}</faultstring><detail>` +
      '<e:ResponseCode xmlns:e="http://schemas.microsoft.com/exchange/services/2006/errors">ErrorSchemaValidation</e:ResponseCode>' +
      '<e:Message xmlns:e="http://schemas.microsoft.com/exchange/services/2006/errors">The request failed schema validation.</e:Message>' +
      `<t:MessageXml xmlns:t="${TYPES}"><t:LineNumber>2</t:LineNumber><t:LinePosition>13</t:LinePosition>` +
      `<t:Violation>${violation}</t:Violation></t:MessageXml></detail></s:Fault></s:Body></s:Envelope>`,
  )
})

it.each([
  ['broken XML', '<s:Envelope', 'a:ErrorSchemaValidation'],
  ['no envelope', '<a/>', 'a:ErrorInvalidRequest'],
  ['an empty body', envelope(''), 'a:ErrorInvalidRequest'],
  ['an unknown operation', envelope('<m:Nothing/>'), 'a:ErrorInvalidRequest'],
  ['an operation that is not offered', envelope('<m:GetRoomLists/>'), 'a:ErrorInvalidOperation'],
  [
    'an unknown version',
    envelope(UNSUBSCRIBE, '<t:RequestServerVersion Version="Exchange2019"/>'),
    'a:ErrorInvalidServerVersion',
  ],
  [
    'a header twice',
    envelope(
      UNSUBSCRIBE,
      '<t:MailboxCulture>en-US</t:MailboxCulture><t:MailboxCulture>de-DE</t:MailboxCulture>',
    ),
    'a:ErrorDuplicateSOAPHeader',
  ],
  [
    'an impersonation of nobody',
    envelope(UNSUBSCRIBE, '<t:ExchangeImpersonation><t:ConnectingSID/></t:ExchangeImpersonation>'),
    'a:ErrorInvalidExchangeImpersonationHeaderData',
  ],
  [
    'a header that must be understood',
    envelope(UNSUBSCRIBE, '<x:Security xmlns:x="urn:x" s:mustUnderstand="1"/>'),
    's:MustUnderstand',
  ],
])('answers %s with a fault', async (_what, body, code) => {
  await using ews = await serveOperation(unsubscribe())

  const response = await ews.post(body)

  expect(response.status).toBe(500)
  expect(await response.text()).toContain(`>${code}</faultcode>`)
  expect(ews.reported).toEqual([])
})

it('reports a mistake of its own, and tells the client no more than the code', async () => {
  await using ews = await serveOperation(unsubscribe(() => ({ Mistake: 1 })))

  const response = await ews.post(envelope(UNSUBSCRIBE))

  expect(await response.text()).toContain('a:ErrorInternalServerError')
  expect(ews.reported).toMatchObject([{ code: 'EWS_RESPONSE_TABLE' }])
})

it('journals the first error among the response messages', async () => {
  await using ews = await serveOperation(unsubscribe(() => errorMessage('ErrorSubscriptionNotFound')))

  await ews.post(envelope(UNSUBSCRIBE))

  expect([...ews.core.journal.entries()]).toMatchObject([{ outcome: 'ErrorSubscriptionNotFound' }])
})

it('sends the headers of the product, and echoes the id of a client that asks for it', async () => {
  await using ews = await serveOperation(unsubscribe())

  const { headers } = await ews.post(envelope(UNSUBSCRIBE), {
    headers: { 'client-request-id': 'c1', 'return-client-request-id': 'true', cookie: 'exchangecookie=1' },
  })

  expect(Object.fromEntries(headers)).toMatchObject({
    'cache-control': 'private',
    'client-request-id': 'c1',
    'request-id': expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    server: 'Microsoft-IIS/10.0',
    'transfer-encoding': 'chunked',
    'x-beserver': 'EX01',
    'x-calculatedbetarget': 'ex01.ent-pa.example',
    'x-feserver': 'EX01',
  })
  expect(headers.has('set-cookie')).toBe(false)
})

it('compresses only where it is allowed to and asked to', async () => {
  await using ews = await serveOperation(unsubscribe(), { gzip: true })

  const asked = await ews.post(envelope(UNSUBSCRIBE), { headers: { 'accept-encoding': 'gzip' } })
  const silent = await ews.post(envelope(UNSUBSCRIBE), { headers: { 'accept-encoding': 'identity' } })

  expect([asked.headers.get('content-encoding'), silent.headers.get('content-encoding')]).toEqual([
    'gzip',
    null,
  ])
  expect(await asked.text()).toBe(await silent.text())
})

it('streams envelopes, each a message of the stream, until the operation returns', async () => {
  await using ews = await serveOperation({
    name: 'GetStreamingEvents',
    async stream(_call, frames) {
      frames.send(responseMessages('GetStreamingEvents', [success({ ConnectionStatus: 'OK' })]))
      frames.send(responseMessages('GetStreamingEvents', [success({ ConnectionStatus: 'Closed' })]))
    },
  })

  const response = await ews.post(envelope(STREAM))
  const envelopes = (await response.text()).split('</Envelope>')

  expect(response.headers.get('x-nobuffering')).toBe('1')
  expect(envelopes.map((text) => /<Envelope.*<m:ConnectionStatus>(\w+)/.exec(text)?.[1])).toEqual([
    'OK',
    'Closed',
    undefined,
  ])
  expect([...ews.core.journal.entries()].map(({ kind, parent }) => [kind, parent])).toEqual([
    ['stream', null],
    ['message', 1],
    ['message', 1],
  ])
})

it('answers a streaming request that fails before its first frame with a fault', async () => {
  await using ews = await serveOperation({
    name: 'GetStreamingEvents',
    stream: () => Promise.reject(new EwsFault('ErrorExceededConnectionCount')),
  })

  const response = await ews.post(envelope(STREAM))

  expect([response.status, response.headers.get('content-length')]).toEqual([500, null])
})

it('tells a streaming operation when its client goes away', async () => {
  let gone: (reason: string) => void = () => undefined
  const left = new Promise<string>((resolve) => (gone = resolve))
  await using ews = await serveOperation({
    name: 'GetStreamingEvents',
    stream: (_call, frames) =>
      new Promise((resolve) => {
        frames.signal.addEventListener('abort', () => (gone('aborted'), resolve()))
        frames.send(responseMessages('GetStreamingEvents', [success({ ConnectionStatus: 'OK' })]))
      }),
  })

  const response = await ews.post(envelope(STREAM))
  await response.body?.cancel()

  expect(await left).toBe('aborted')
})

const busy = (stage: FaultRequest['stage']): FaultRequest => ({
  ...(stage === undefined ? {} : { stage }),
  match: { protocol: 'ews' },
  act: { kind: 'error', code: 'ErrorServerBusy', details: { BackOffMilliseconds: 1000 } },
})

it.each(['connection', 'before', 'after', 'bytes'] as const)(
  'lets a lab fault act at the stage "%s"',
  async (stage) => {
    await using ews = await serveOperation(unsubscribe())
    ews.core.faults.add(busy(stage))

    const response = await ews.post(envelope(UNSUBSCRIBE))

    expect(response.status).toBe(500)
    expect(await response.text()).toContain('<t:Value Name="BackOffMilliseconds">1000</t:Value>')
  },
)

it.each([
  [{ kind: 'reset' }, 'before'],
  [{ kind: 'truncate', afterBytes: 20 }, 'bytes'],
] as const)('breaks the connection when a fault says so: %j', async (act, stage) => {
  await using ews = await serveOperation(unsubscribe())
  ews.core.faults.add({ stage, match: {}, act })

  await expect(ews.post(envelope(UNSUBSCRIBE)).then((response) => response.text())).rejects.toThrow()
})
