import { expect, it } from 'vitest'
import { startServer } from '../../testing/http-server.js'
import { createTools } from '../../testing/tools.js'
import { createHttpClient } from '../http/http-client.js'
import type { WebexSite } from '../../ports/webex.js'
import { createWebexSite } from './get-user.js'

function reply(result: string, content: string): string {
  return `<serv:message xmlns:serv="s" xmlns:use="u" xmlns:com="c"><serv:header><serv:response><serv:result>${result}</serv:result>${content.includes('exceptionID') ? content : ''}</serv:response></serv:header><serv:body><serv:bodyContent>${content.includes('exceptionID') ? '' : content}</serv:bodyContent></serv:body></serv:message>`
}

const ROOM =
  '<use:active>ACTIVATED</use:active><use:myWebEx><use:personalMeetingRoom>true</use:personalMeetingRoom></use:myWebEx>' +
  '<use:personalTeleconf><use:account><com:tollFreeCallInNumber>+1-800-1</com:tollFreeCallInNumber><com:tollCallInNumber>+1-555-1</com:tollCallInNumber></use:account></use:personalTeleconf>' +
  '<use:personalMeetingRoom><use:personalMeetingRoomURL>https://s.webex.com/meet/alice</use:personalMeetingRoomURL><use:sipURL>sip:alice@s.webex.com</use:sipURL><use:accessCode>123</use:accessCode></use:personalMeetingRoom>'

function openSite(url: string): WebexSite {
  const http = createHttpClient(createTools(), { verify: true })
  return createWebexSite({ http, name: 'ent-pa.webex.com', xml: url, admin: 'admin@x', password: 'p<w' })
}

it('reads the personal room of the person it is asked for [HC-091 HC-094]', async () => {
  await using server = await startServer((_request, response) => response.end(reply('SUCCESS', ROOM)))

  expect(await openSite(server.url).personalRoom('alice@x')).toEqual({
    kind: 'personal-room',
    joinUrl: 'https://s.webex.com/meet/alice',
    sipAddress: 'alice@s.webex.com',
    meetingNumber: '123',
    dialIn: [
      { label: 'Call-in toll number', number: '+1-555-1' },
      { label: 'Call-in toll-free number', number: '+1-800-1' },
    ],
  })
  expect(server.received[0]?.body).toContain('<siteName>ent-pa</siteName>')
  expect(server.received[0]?.body).toContain('<webExId>alice@x</webExId>')
  expect(server.received[0]?.body).toContain('p&lt;w')
})

it.each([
  [
    'a failure, though it comes with status 200',
    reply('FAILURE', '<serv:reason>no</serv:reason><serv:exceptionID>030001</serv:exceptionID>'),
    '030001',
  ],
  [
    'a person without a room [HC-095]',
    reply('SUCCESS', '<use:active>ACTIVATED</use:active>'),
    'NO_PERSONAL_ROOM',
  ],
  [
    'a person who was deactivated [HC-150]',
    reply('SUCCESS', ROOM.replace('ACTIVATED', 'DEACTIVATED')),
    'NO_PERSONAL_ROOM',
  ],
])('tells of %s', async (_what, body, reason) => {
  await using server = await startServer((_request, response) => response.end(body))

  await expect(openSite(server.url).personalRoom('alice@x')).rejects.toMatchObject({
    code: 'SITE_FAILURE',
    reason,
  })
})
