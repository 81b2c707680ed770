import { expect, it } from 'vitest'
import type { Operation } from '../operation.js'
import { envelope, serveOperation } from '../testing/serve-operation.js'

const request = envelope('<m:GetRoomLists/>')
const unused: Operation = { name: 'GetRoomLists', handle: () => ({}) }

it('answers what is not a SOAP request as the web server does', async () => {
  await using ews = await serveOperation(unused, { maxBodyBytes: 10 })

  const answers = await Promise.all([
    ews.request('/EWS/healthcheck.htm'),
    ews.request('/EWS/Exchange.asmx'),
    ews.request('/EWS/Exchange.asmx', { method: 'PUT' }),
    ews.request('/EWS/Services.wsdl'),
    ews.post(request, { headers: { 'content-type': 'application/soap+xml' } }),
    ews.post(request),
  ])

  expect(answers.map(({ status }) => status)).toEqual([200, 302, 405, 404, 415, 413])
  expect(await answers[0]?.text()).toBe('200 OK<br/>ex01.ent-pa.example')
})

it('lets only the health check in without a log-on', async () => {
  await using ews = await serveOperation(unused, {
    authenticator: {
      authenticate: () => ({ kind: 'unauthorized', reason: 'anonymous', challenges: ['NTLM'] }),
    },
  })

  const refused = await ews.post(request)
  const healthy = await ews.request('/ews/healthcheck.htm')

  expect([refused.status, refused.headers.get('www-authenticate'), healthy.status]).toEqual([
    401,
    'NTLM',
    200,
  ])
})
