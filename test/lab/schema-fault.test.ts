import http from 'node:http'
import { expect, it } from 'vitest'
import { startLab } from '../support/lab.js'

const ENVELOPE = (body: string) =>
  '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" ' +
  'xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types" ' +
  'xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages">' +
  `<s:Header><t:RequestServerVersion Version="Exchange2013"/></s:Header><s:Body>${body}</s:Body></s:Envelope>`

it('answers a wrong order of elements with the fault of the product', async () => {
  await using lab = await startLab()
  const [alice] = lab.ready.users
  const wrong =
    '<m:GetFolder><m:FolderIds><t:DistinguishedFolderId Id="calendar"/></m:FolderIds>' +
    '<m:FolderShape><t:BaseShape>Default</t:BaseShape></m:FolderShape></m:GetFolder>'

  const answer = await post(lab.ready.exchange.ewsHttp, `${alice?.upn}:${alice?.password}`, ENVELOPE(wrong))

  expect(answer.status).toBe(500)
  expect(answer.text).toContain('a:ErrorSchemaValidation')
  expect(answer.text).toContain('<t:LineNumber>1</t:LineNumber>')
  expect(answer.text).toMatch(
    /<t:Violation>The element 'GetFolder' in namespace '[^']*messages' has invalid child element 'FolderIds'/,
  )
})

function post(
  url: string,
  auth: string,
  body: string,
): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const request = http.request(url, {
      method: 'POST',
      auth,
      headers: { 'Content-Type': 'text/xml; charset=utf-8' },
    })
    request.on('error', reject)
    request.on('response', (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
    })
    request.end(body)
  })
}
