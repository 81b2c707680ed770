// Cisco's client of the site's XML API: a meeting from its making to its end.
import WebEx from 'webex-api-client'
import { check, ready } from '../check.mjs'

const { xml, admin, password } = ready.webexSite
const account = { webExID: admin, password, siteName: ready.webexSite.name.split('.')[0] }
const request = () => new WebEx.Builder(account, xml)
const elementIn = (document, name) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(document)?.[1]

async function call(operation, builder) {
  const document = await builder.setService(operation).build().exec()
  check(`${operation} succeeds`, elementIn(document, 'serv:result') === 'SUCCESS', document)
  return document
}

const authenticated = await call('AuthenticateUser', request())
check(
  'a session ticket is given',
  elementIn(authenticated, 'use:sessionTicket')?.length > 10,
  'no use:sessionTicket',
)

const tomorrow = new Date(Date.now() + 24 * 3_600_000)
const created = await call(
  'CreateMeeting',
  request()
    .metaData({ confName: 'Sample Meeting', meetingType: 1 })
    .accessControl({ meetingPassword: '1234567890' })
    .participants({ maxUserNumber: 4, attendees: [{ name: 'Alice', email: ready.users[0].mail }] })
    .schedule({ startDate: tomorrow, openTime: 900, duration: 30, timeZoneID: 21 })
    .telephony({ telephonySupport: 'CALLIN' })
    .enableOptions({ chat: true, poll: true }),
)
const key = elementIn(created, 'meet:meetingkey')
check('the meeting has a key', /^\d{9,11}$/.test(key), created)

const shown = await call('GetMeeting', request().meetingKey(key))
check('GetMeeting shows its name', elementIn(shown, 'meet:confName') === 'Sample Meeting', shown)
const listed = await call('LstsummaryMeeting', request().listControl({ startFrom: 1, maximumNum: 5 }))
check('LstsummaryMeeting lists it', elementIn(listed, 'meet:meetingKey') === key, listed)
const join = await call('GetjoinurlMeeting', request().sessionKey(key))
check('GetjoinurlMeeting gives an address', /^https:/.test(elementIn(join, 'meet:joinMeetingURL')), join)
await call('GethosturlMeeting', request().sessionKey(key))
await call('GetSite', request())
await call('DelMeeting', request().meetingKey(key))

const gone = await request().meetingKey(key).setService('GetMeeting').build().exec()
check(
  'a deleted meeting is answered with 060001',
  elementIn(gone, 'serv:exceptionID') === '060001',
  gone.replace(/<[^>]*password[^>]*>[^<]*/gi, ''),
)
