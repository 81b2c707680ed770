import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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

it('serves the schema of the folder that it is given, and nothing else of it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'exwex-schema-'))
  writeFileSync(join(folder, 'Services.wsdl'), '<definitions/>')
  writeFileSync(join(folder, 'types.xsd'), '<schema/>')
  writeFileSync(join(folder, 'secret.txt'), 'secret')
  await using ews = await serveOperation(unused, { schemaDirectory: folder })

  const answers = await Promise.all(
    ['Services.wsdl', 'TYPES.XSD', 'messages.xsd', 'secret.txt', '../types.xsd'].map((file) =>
      ews.request(`/ews/${file}`),
    ),
  )
  const put = await ews.request('/EWS/types.xsd', { method: 'PUT' })

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 404, 404, 404])
  expect(answers[0]?.headers.get('content-type')).toBe('text/xml')
  expect(await answers[0]?.text()).toBe('<definitions/>')
  expect(put.status).toBe(405)
  rmSync(folder, { recursive: true })
})

it('says at once that the folder of the schema does not exist', async () => {
  await expect(serveOperation(unused, { schemaDirectory: '/no/such/folder' })).rejects.toThrow(
    'The folder of schema files "/no/such/folder" cannot be read. Name one that has services.wsdl',
  )
})

it('lets only the health check in without a log-on', async () => {
  await using ews = await serveOperation(unused, {
    authenticator: {
      authenticate: () => ({ kind: 'unauthorized', reason: 'anonymous', status: 401, challenges: ['NTLM'] }),
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
