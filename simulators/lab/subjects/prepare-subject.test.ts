import { expect, it } from 'vitest'

import { Lab } from '../lab.js'
import { anySubjectDocument, exchangeSubject, publicSubject, subjectDocument } from './subject-document.js'

const NODE = { node: 1, stateDir: '/state', sharedDir: '/shared' }

it('gives a subject of level 1 Exchange, the enabled people and their join details, and nothing of Webex', async () => {
  await using lab = await Lab.start()

  const document = exchangeSubject.parse(await lab.prepareSubject({ ...NODE, level: 1 }))

  expect(Object.keys(document).toSorted()).toEqual(
    ['caFile', 'clock', 'cluster', 'exchange', 'level', 'node', 'people', 'stateDir', 'version'].toSorted(),
  )
  expect(document.people.map(({ mail }) => mail)).toEqual(
    lab.ready.users.filter(({ webexToken }) => webexToken !== null).map(({ mail }) => mail),
  )
  expect(document.people[0]?.personalRoom).toMatchObject({
    url: lab.ready.users[0]?.personalRoom,
    sipAddress: 'alice@ent-pa.webex.com',
    meetingNumber: expect.stringMatching(/^\d{9}$/) as string,
    dialIn: [expect.objectContaining({ number: expect.stringMatching(/^\+1/) as string }), expect.anything()],
  })
})

it('gives a subject of level 2 the site and the public API with a token that it accepts', async () => {
  await using lab = await Lab.start()

  const document = publicSubject.parse(await lab.prepareSubject({ ...NODE, level: 2 }))

  expect(document.webexSites.map(({ name }) => name)).toEqual(['ent-pa.webex.com'])
  expect(document.webexRest).toEqual({
    api: expect.stringMatching(/^https:.*\/v1$/) as string,
    token: lab.ready.webexCloud.botToken,
  })
  expect(document).not.toHaveProperty('cloud')
})

it('gives a subject of level 3, the default, a registration and no list of people', async () => {
  await using lab = await Lab.start()

  const document = subjectDocument.parse(await lab.prepareSubject(NODE))

  expect(document.cloud.registration).toBeDefined()
  expect(document).not.toHaveProperty('people')
})

it.each([1, 2, 3] as const)('tells no person’s password and no admin address at level %d', async (level) => {
  await using lab = await Lab.start()

  const text = JSON.stringify(anySubjectDocument.parse(await lab.prepareSubject({ ...NODE, level })))

  for (const { password, webexToken } of lab.ready.users) {
    expect(text).not.toContain(password)
    if (webexToken !== null) expect(text).not.toContain(webexToken)
  }
  expect(text).not.toContain(lab.ready.admin)
  expect(text).not.toContain(lab.ready.webexCloud.adminToken)
})

it('names every domain controller of its own way in, to be tried in order', async () => {
  await using lab = await Lab.start({ directory: { controllers: 2 } })

  const [record] = subjectDocument.parse(await lab.prepareSubject(NODE)).exchange
  const servers = record?.discovery.mode === 'autodiscover' ? record.discovery.scp.servers : []

  expect(servers).toHaveLength(2)
  expect(new Set([...servers, ...lab.ready.directory.controllers.map(({ ldap }) => ldap)]).size).toBe(4)
})
