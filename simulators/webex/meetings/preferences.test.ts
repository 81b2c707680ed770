import { expect, it } from 'vitest'
import { put } from '../../core/index.js'
import { siteUserKey, siteUsers } from '../records/sites.js'
import { askSite, byToken, textOf } from '../testing/site-client.js'
import { registerCluster } from '../testing/cluster.js'
import { connectKms, createKey } from '../testing/kms-client.js'
import { startWebexLab, type WebexLab } from '../testing/webex-lab.js'

const PREFERENCES = '/v1/meetingPreferences'

const get = (lab: WebexLab, path: string, token = lab.tokenOf('alice')) =>
  lab.call({ to: `GET ${PREFERENCES}${path}`, token })

it('shows all preferences with the room, the numbers and the sites', async () => {
  await using lab = await startWebexLab()

  const all = (await get(lab, '')).json()
  const withoutRoom = await get(lab, '/personalMeetingRoom', lab.tokenOf('dave'))

  expect(all).toMatchObject({
    audio: { defaultAudioType: 'webexAudio', enabledTollFree: true },
    video: { videoDevices: [] },
    schedulingOptions: { delegateEmails: [] },
    sites: [{ siteUrl: 'ent-pa.webex.com', default: true }],
    personalMeetingRoom: {
      personalMeetingRoomLink: 'https://ent-pa.webex.com/meet/alice',
      sipAddress: 'alice@ent-pa.webex.com',
      telephony: { callInNumbers: [{ tollType: 'toll' }, { tollType: 'tollFree' }] },
    },
  })
  expect(withoutRoom.status).toBe(404)
})

it('changes the room for the XML API as well, and sees what is changed there [HC-099]', async () => {
  await using lab = await startWebexLab()
  const context = byToken(lab, 'alice')
  const json = {
    topic: 'Office hours',
    hostPin: '4321',
    enabledAutoLock: true,
    autoLockMinutes: 10,
    enabledNotifyHost: false,
    supportCoHost: true,
    coHosts: [{ email: 'bob@ent-pa.example', displayName: 'Bob' }],
  }

  const put = await lab.call({
    to: `PUT ${PREFERENCES}/personalMeetingRoom`,
    token: lab.tokenOf('alice'),
    json,
  })
  const user = await askSite(lab, {
    operation: 'user.GetUser',
    context,
    body: '<webExId>alice@ent-pa.example</webExId>',
  })
  await askSite(lab, {
    operation: 'user.SetUser',
    context,
    body: '<webExId>alice@ent-pa.example</webExId><personalMeetingRoom><title>New</title><PMRAutoLock>FALSE</PMRAutoLock></personalMeetingRoom>',
  })
  const read = await get(lab, '/personalMeetingRoom')

  expect([put.status, put.json()['coHosts']]).toEqual([200, json.coHosts])
  expect(user.text).toContain('<use:title>Office hours</use:title>')
  expect(user.text).toContain(
    '<use:PMRAutoLock>true</use:PMRAutoLock><use:PMRAutoLockWaitTime>10</use:PMRAutoLockWaitTime>' +
      '<use:PRNotifications><use:mode>NONE</use:mode></use:PRNotifications>',
  )
  expect(textOf(user, 'use:hostPIN')).toBe('4321')
  expect(read.json()).toMatchObject({ topic: 'New', enabledAutoLock: false, hostPin: '4321' })
})

it('refuses a host PIN that is none, and the settings of others', async () => {
  await using lab = await startWebexLab()

  const bad = await lab.call({
    to: `PUT ${PREFERENCES}/personalMeetingRoom`,
    token: lab.tokenOf('alice'),
    json: { topic: 't', hostPin: '12345' },
  })
  const others = await get(lab, '?userEmail=bob@ent-pa.example')
  const administrator = await get(
    lab,
    '/personalMeetingRoom?userEmail=bob@ent-pa.example',
    lab.webex.adminToken,
  )

  expect(bad.status).toBe(400)
  expect([others.status, others.json()['message']]).toEqual([
    403,
    "Not permitted to view or change other user's preferences",
  ])
  expect(administrator.json()['personalMeetingRoomLink']).toBe('https://ent-pa.webex.com/meet/bob')
})

it('lets a person choose the site that meetings are scheduled at [HC-092]', async () => {
  await using lab = await startWebexLab()
  const world = lab.core.world
  const own = world.get(siteUsers, siteUserKey('ent-pa.webex.com', 'alice@ent-pa.example'))
  if (own === undefined) throw new TypeError('Alice has no account.')
  const elsewhere = { ...own, siteName: 'ent-pa-emea.webex.com', isPreferred: false }
  world.commit({ cause: 'test', reason: 'account', writes: [put(siteUsers, elsewhere)] })
  const token = lab.tokenOf('alice')
  const schedule = async () => {
    const json = { title: 't', start: '2030-03-04T10:00:00Z', end: '2030-03-04T11:00:00Z' }
    return (await lab.call({ to: 'POST /v1/meetings', token, json })).json()['siteUrl']
  }

  const before = await schedule()
  const chosen = await lab.call({
    to: `PUT ${PREFERENCES}/sites?defaultSite=true`,
    token,
    json: { siteUrl: 'ent-pa-emea.webex.com' },
  })
  const after = await schedule()
  const listed = await get(lab, '/sites')

  expect([before, after]).toEqual(['ent-pa.webex.com', 'ent-pa-emea.webex.com'])
  expect(chosen.json()).toEqual({ siteUrl: 'ent-pa-emea.webex.com', default: true })
  expect(listed.json()).toEqual({
    sites: [
      { siteUrl: 'ent-pa-emea.webex.com', default: true },
      { siteUrl: 'ent-pa.webex.com', default: false },
    ],
  })
})

it('lets delegates schedule for a host by either door', async () => {
  await using lab = await startWebexLab()
  await lab.call({
    to: `PUT ${PREFERENCES}/schedulingOptions`,
    token: lab.tokenOf('alice'),
    json: { delegateEmails: ['Bob@ent-pa.example'] },
  })
  const create = (alias: string) =>
    askSite(lab, {
      operation: 'meeting.CreateMeeting',
      context: byToken(lab, alias),
      body: '<metaData><confName>t</confName></metaData><schedule><startDate>03/04/2030 10:00:00</startDate><duration>30</duration><hostWebExID>alice@ent-pa.example</hostWebExID></schedule>',
    })

  const byDelegate = await create('bob')
  const byStranger = await create('carol')
  const listed = await lab.call({ to: 'GET /v1/meetings', token: lab.tokenOf('alice') })

  expect(textOf(byDelegate, 'serv:result')).toBe('SUCCESS')
  expect(textOf(byStranger, 'serv:exceptionID')).toBe('000001')
  expect(listed.json()).toMatchObject({ items: [{ title: 't', hostEmail: 'alice@ent-pa.example' }] })
})

it('provisions people with accounts at several sites, and without a host licence', async () => {
  await using lab = await startWebexLab()
  const seed = (alias: string) => ({
    mail: `${alias}@ent-pa.example`,
    displayName: alias,
    firstName: alias,
    lastName: 'Example',
  })
  const emea = 'ent-pa-emea.webex.com'
  const frank = lab.webex.provision({ ...seed('frank'), otherSites: [emea], preferredSite: emea })
  const grace = lab.webex.provision({ ...seed('grace'), isHost: false })

  const room = await get(lab, '/personalMeetingRoom', frank.token)
  const atDefault = await get(lab, '/personalMeetingRoom?siteUrl=ent-pa.webex.com', frank.token)
  const refused = await lab.call({
    to: 'POST /v1/meetings',
    token: grace.token,
    json: { title: 't', start: '2030-03-04T10:00:00Z', end: '2030-03-04T11:00:00Z' },
  })

  expect(room.json()['personalMeetingRoomLink']).toBe(`https://${emea}/meet/frank`)
  expect(atDefault.json()['personalMeetingRoomLink']).toBe('https://ent-pa.webex.com/meet/frank')
  expect(refused.status).toBe(403)
})

it('gives a connector the room at the site that the organizer chose [HC-092]', async () => {
  await using lab = await startWebexLab()
  const emea = 'ent-pa-emea.webex.com'
  const names = { displayName: 'Frank', firstName: 'Frank', lastName: 'Example' }
  lab.webex.provision({ mail: 'frank@ent-pa.example', ...names, otherSites: [emea], preferredSite: emea })
  const cluster = await registerCluster(lab)
  const { token } = cluster
  const { nodeId } = (await cluster.join('s1')).json<{ nodeId: string }>()
  await cluster.beat(nodeId)
  await cluster.discovered(['frank'])
  const key = await createKey(await connectKms(lab, token))
  const subject = await key.encrypt('Budget')
  const details = (json: object) =>
    lab.call({
      to: 'POST /connector/v1/join-details',
      token,
      json: {
        organizerEmail: 'frank@ent-pa.example',
        keyword: '@webex',
        meetingKey: 'm1',
        subject,
        encryptionKeyUrl: key.uri,
        timeZone: 'UTC',
        start: '2030-03-04T10:00:00Z',
        end: '2030-03-04T11:00:00Z',
        attendees: [],
        ...json,
      },
    })

  const chosen = await details({})
  const named = await details({ siteUrl: 'ent-pa.webex.com' })

  expect([chosen.json()['joinUrl'], named.json()['joinUrl']]).toEqual([
    `https://${emea}/meet/frank`,
    'https://ent-pa.webex.com/meet/frank',
  ])
})
