import { expect, it } from 'vitest'
import { askSite, textOf } from '../testing/site-client.js'
import { startWebexLab } from '../testing/webex-lab.js'
import { siteMeetings } from '../records/site-meetings.js'

const START =
  '<?xml version="1.0" encoding="UTF-8"?>\n' +
  '<serv:message xmlns:serv="http://www.webex.com/schemas/2002/06/service"' +
  ' xmlns:com="http://www.webex.com/schemas/2002/06/common"'
const MEET =
  ' xmlns:meet="http://www.webex.com/schemas/2002/06/service/meeting"' +
  ' xmlns:att="http://www.webex.com/schemas/2002/06/service/attendee">'
const USE = ' xmlns:use="http://www.webex.com/schemas/2002/06/service/user">'
const SUCCESS =
  '<serv:header><serv:response><serv:result>SUCCESS</serv:result>' +
  '<serv:gsbStatus>PRIMARY</serv:gsbStatus></serv:response></serv:header>'
const INSTANCE = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
const failure = (id: string, reason: string) =>
  `<serv:header><serv:response><serv:result>FAILURE</serv:result><serv:reason>${reason}</serv:reason>` +
  `<serv:gsbStatus>PRIMARY</serv:gsbStatus><serv:exceptionID>${id}</serv:exceptionID></serv:response></serv:header>` +
  '<serv:body><serv:bodyContent/></serv:body></serv:message>'

const CREATE =
  '<metaData><confName>Test-Meeting via XML API</confName><agenda>Meeting Agenda</agenda></metaData>' +
  '<accessControl><meetingPassword>123456</meetingPassword></accessControl>' +
  '<schedule><startDate>07/20/2026 15:30:00</startDate><duration>30</duration><timeZoneID>25</timeZoneID></schedule>'

async function startWithMeeting() {
  const lab = await startWebexLab()
  const created = await askSite(lab, { operation: 'meeting.CreateMeeting', body: CREATE })
  const key = textOf(created, 'meet:meetingkey') ?? ''
  const meeting = lab.core.world.one(siteMeetings, 'number', `ent-pa.webex.com/${key}`)
  if (meeting === undefined) throw new TypeError(created.text)
  return { lab, created, key, meeting }
}

it('answers CreateMeeting byte for byte in the recorded form', async () => {
  const { lab, created, key, meeting } = await startWithMeeting()
  await using _ = lab

  const link = 'https://ent-pa.webex.com/ent-pa/j.php?MTID=m'
  expect(created.text).toBe(
    `${START}${MEET}${SUCCESS}<serv:body><serv:bodyContent xsi:type="meet:createMeetingResponse" ${INSTANCE}>` +
      `<meet:meetingkey>${key}</meet:meetingkey><meet:iCalendarURL><serv:host>${link}${meeting.links.host}</serv:host>` +
      `<serv:attendee>${link}${meeting.links.attendee}</serv:attendee></meet:iCalendarURL>` +
      `<meet:guestToken>${meeting.guestToken}</meet:guestToken></serv:bodyContent></serv:body></serv:message>`,
  )
  expect(key).toMatch(/^\d{9}$/)
})

it('sends the recorded headers, and no length', async () => {
  const { lab, created } = await startWithMeeting()
  await using _ = lab

  expect(created.headers).toMatchObject({
    pragma: 'no-cache',
    'cache-control': 'no-cache',
    expires: 'Thu, 01 Jan 1970 00:00:00 GMT',
    'content-type': 'text/xml;charset=UTF-8',
    'strict-transport-security': 'max-age=31536000; includeSubDomains;preload',
    'transfer-encoding': 'chunked',
  })
})

it('answers GetjoinurlMeeting byte for byte in the recorded form', async () => {
  const { lab, key, meeting } = await startWithMeeting()
  await using _ = lab

  const { text } = await askSite(lab, {
    operation: 'meeting.GetjoinurlMeeting',
    body: `<sessionKey>${key}</sessionKey>`,
  })

  const site = 'https://ent-pa.webex.com/ent-pa'
  expect(text).toBe(
    `${START}${MEET}${SUCCESS}<serv:body><serv:bodyContent xsi:type="meet:getjoinurlMeetingResponse" ${INSTANCE}>` +
      `<meet:joinMeetingURL>${site}/e.php?AT=SI&amp;MK=${key}</meet:joinMeetingURL>` +
      `<meet:inviteMeetingURL>${site}/j.php?MTID=m${meeting.links.attendee}</meet:inviteMeetingURL>` +
      '</serv:bodyContent></serv:body></serv:message>',
  )
})

it('answers DelMeeting byte for byte in the recorded form, and the meeting is gone', async () => {
  const { lab, key, meeting } = await startWithMeeting()
  await using _ = lab
  const body = `<meetingKey>${key}</meetingKey>`

  const { text } = await askSite(lab, { operation: 'meeting.DelMeeting', body })
  const again = await askSite(lab, { operation: 'meeting.GetMeeting', body })

  const link = (kind: string) =>
    `https://ent-pa.webex.com/ent-pa/j.php?ED=${meeting.eventId}&amp;UID=${key}&amp;LD=1&amp;RD=2&amp;ST=1` +
    '&amp;CN=54:65:73:74:2D:4D:65:65:74:69:6E:67:20:76:69:61:20:58:4D:4C:20:41:50:49' +
    `&amp;STI=2026-07-20-15-30-00&amp;ETI=2026-07-20-16-00-00&amp;TD=25&amp;ICS=${kind}`
  expect(text).toBe(
    `${START}${MEET}${SUCCESS}<serv:body><serv:bodyContent xsi:type="meet:delMeetingResponse" ${INSTANCE}>` +
      `<meet:iCalendarURL><serv:host>${link('CMC')}</serv:host><serv:attendee>${link('MC')}</serv:attendee>` +
      '</meet:iCalendarURL></serv:bodyContent></serv:body></serv:message>',
  )
  expect(again.text).toBe(`${START}${MEET}${failure('060001', 'Corresponding Meeting not found')}`)
})

it('refuses a bad ticket byte for byte in the recorded form', async () => {
  await using lab = await startWebexLab()

  const { text } = await askSite(lab, {
    operation: 'user.GetUser',
    context: '<siteName>ent-pa</siteName><webExID>x</webExID><sessionTicket>x</sessionTicket>',
    body: '<webExId>x</webExId>',
  })

  expect(text).toBe(`${START}${USE}${failure('030047', 'Not a valid session ticket')}`)
})

/** The elements of an answer, in order; the second level by their own names. */
const elementsOf = (text: string, within: string): string => {
  const inner = new RegExp(`<${within}[^>]*>(.*)</${within}>`, 's').exec(text)?.[1] ?? ''
  const names: string[] = []
  let depth = 0
  for (const [, end, name = '', empty] of inner.matchAll(/<(\/?)([\w:]+)[^>]*?(\/?)>/g)) {
    if (end === '/') depth--
    else {
      if (depth === 0) names.push(name.replace(/^\w+:/, ''))
      if (empty !== '/') depth++
    }
  }
  return names.join(' ')
}

it('answers GetMeeting with the recorded elements in the recorded order', async () => {
  const { lab, key } = await startWithMeeting()
  await using _ = lab

  const { text } = await askSite(lab, {
    operation: 'meeting.GetMeeting',
    body: `<meetingKey>${key}</meetingKey>`,
  })

  expect(elementsOf(text, 'serv:bodyContent')).toBe(
    'accessControl metaData participants enableOptions schedule telephony tracking repeat remind attendeeOptions ' +
      'meetingkey status hostJoined participantsJoined telePresence hostKey eventID guestToken hostType',
  )
  expect(elementsOf(text, 'meet:schedule')).toBe(
    'startDate timeZoneID timeZone duration openTime hostWebExID showFileStartMode showFileContPlayFlag ' +
      'showFileInterVal entryExitTone extNotifyTime joinTeleconfBeforeHost firstAttendeeAsPresenter',
  )
  expect(elementsOf(text, 'meet:attendeeOptions')).toBe(
    'request registration auto participantLimit excludePassword joinRequiresAccount',
  )
  expect(text).toContain(
    '<meet:accessControl><meet:listToPublic>false</meet:listToPublic><meet:isPublic>false</meet:isPublic>' +
      '<meet:meetingPassword>123456</meet:meetingPassword></meet:accessControl>',
  )
  expect(text).toContain(
    '<meet:startDate>07/20/2026 15:30:00</meet:startDate><meet:timeZoneID>25</meet:timeZoneID>' +
      '<meet:timeZone>GMT+01:00, Europe (Berlin)</meet:timeZone><meet:duration>30</meet:duration>',
  )
  expect(text).toContain(
    '<meet:agenda>Meeting Agenda</meet:agenda><meet:invitation></meet:invitation><meet:isInternal>',
  )
  expect(text).toContain(
    '<meet:tracking/><meet:repeat><meet:repeatType>NO_REPEAT</meet:repeatType></meet:repeat><meet:remind/>',
  )
})

it('answers GetUser with the recorded elements in the recorded order', async () => {
  await using lab = await startWebexLab()

  const { text } = await askSite(lab, {
    operation: 'user.GetUser',
    body: '<webExId>alice@ent-pa.example</webExId>',
  })

  expect(elementsOf(text, 'serv:bodyContent')).toBe(
    'firstName lastName title categoryId description company webExId address phones email password expirationDate ' +
      'commOptions meetingTypes options timeZoneID timeZone timeZoneWithDST tracking service privilege language ' +
      'locale schedulingPermission active supportedServices myWebEx personalTeleconf videoSystems ' +
      'personalMeetingRoom sessionOptions supportCenter security languageID registrationDate visitCount userId ' +
      'passwordExpires passwordDaysLeft',
  )
  expect(elementsOf(text, 'use:myWebEx')).toBe(
    'isMyWebExPro myContact myProfile myMeetings myFolders trainingRecordings recordedEvents totalStorageSize ' +
      'myReports myComputer personalMeetingRoom myPartnerLinks myWorkspaces additionalRecordingStorage',
  )
  expect(text).toContain('<use:phones><com:phone></com:phone><com:mobilePhone></com:mobilePhone>')
  expect(text).toContain(
    '<use:timeZoneID>21</use:timeZoneID><use:timeZone>GMT+00:00, GMT (London)</use:timeZone>',
  )
})
