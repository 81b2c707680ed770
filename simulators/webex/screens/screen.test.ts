import { expect, it } from 'vitest'
import { formatMilliseconds, instant } from '../../core/index.js'
import { connectWebex } from '../../../clients/index.js'
import { joinNode, registerCluster } from '../testing/cluster.js'
import { connectKms, createKey, type KmsClient } from '../testing/kms-client.js'
import { startWebexLab, type WebexLab } from '../testing/webex-lab.js'
import { createRoomDevice, createScreen } from './index.js'

const HOUR_MS = 3_600_000

/** A cluster that has published a meeting of alice with bob and the boardroom, under a key for alice and the room. */
async function startWithMeeting() {
  const lab = await startWebexLab()
  const cluster = await registerCluster(lab)
  await joinNode(cluster, 's1')
  await cluster.discovered(['alice'])
  const kms = await connectKms(lab, cluster.token)
  const key = await createKey(kms)
  const { encrypt } = key
  const room = await personId(lab, 'board1')
  const shareWith = (userIds: readonly string[]) =>
    kms.ask({ method: 'create', uri: '/resources', userIds, keyUris: [key.uri] })
  const invited = async (id: string, mail: string, response: string) => ({
    ...{ id, type: 'PERSON', responseType: response, participantType: 'REQUIRED' },
    ...{ encryptedEmailAddress: await encrypt(mail), encryptedName: await encrypt(mail) },
  })
  const publish = async (responses: { readonly bob?: string; readonly room?: string } = {}, sequence = 1) =>
    lab.call({
      to: `PUT /connector/v1/users/${lab.idOf('alice')}/meetings/m1`,
      token: cluster.token,
      json: {
        ...{ seriesId: 'm1', durationMinutes: 30, organizer: lab.idOf('alice'), isRecurring: false },
        start: formatMilliseconds(instant(lab.core.clock.now() + HOUR_MS)),
        encryptionKeyUrl: key.uri,
        encryptedSubject: await encrypt('Budget'),
        encryptedOrganizer: {
          ...{ id: lab.idOf('alice'), type: 'PERSON', encryptedName: await encrypt('Alice') },
          encryptedEmailAddress: await encrypt('alice@ent-pa.example'),
        },
        encryptedParticipants: [
          await invited(lab.idOf('bob'), 'bob@ent-pa.example', responses.bob ?? 'NO_RESPONSE'),
          await invited(room, 'board1@ent-pa.example', responses.room ?? 'ACCEPTED'),
        ],
        meetingJoinInfo: { meetingJoinURI: await encrypt('alice@ent-pa.webex.com') },
        source: { iCalUid: 'uid-1', changeKey: 'ck' },
        sequence,
      },
    })
  return { lab, kms, key, room, publish, shareWith, [Symbol.asyncDispose]: () => lab[Symbol.asyncDispose]() }
}

async function personId(lab: WebexLab, alias: string): Promise<string> {
  const to = `GET /v1/people?email=${alias}@ent-pa.example`
  const { items } = (await lab.call({ to, token: lab.tokenOf('alice') })).json<{ items: { id: string }[] }>()
  return (
    Buffer.from(items[0]?.id ?? '', 'base64')
      .toString('utf8')
      .split('/')
      .at(-1) ?? ''
  )
}

async function look(lab: WebexLab, alias: string) {
  const mail = `${alias}@ent-pa.example`
  const account = () => lab.webex.accountOf(mail) ?? lab.webex.activateDevice(mail)
  const client = await connectWebex({
    catalog: `${lab.endpoints.origins.cloud}/u2c/api/v1`,
    signIn: () => ({ accessToken: account()?.token ?? '', refreshToken: account()?.refreshToken ?? '' }),
    application: lab.webex.client,
    ca: lab.caPem,
    now: () => lab.core.clock.now(),
  })
  const options = { mail, client, now: () => lab.core.clock.now() }
  const display = { ...createRoomDevice(options), ...createScreen(options) }
  return Object.assign(display, {
    device: createRoomDevice(options),
    [Symbol.asyncDispose]: () => client[Symbol.asyncDispose](),
  })
}

async function keyRequests({ core }: WebexLab, principal: string): Promise<readonly string[]> {
  return [...core.journal.entries(0, (entry) => entry.protocol === 'kms')]
    .filter((entry) => entry.principal === principal)
    .map(({ operation, outcome }) => `${operation} ${outcome}`)
}

it('opens a meeting with a key that the KMS gives to this person over the wire', async () => {
  await using office = await startWithMeeting()
  const { lab, publish, shareWith } = office
  await shareWith([lab.idOf('alice'), lab.idOf('bob')])
  await publish()
  await using bob = await look(lab, 'bob')

  const [line] = await bob.meetings()

  expect(line?.texts).toMatchObject({ subject: 'Budget', joinUri: 'alice@ent-pa.webex.com' })
  expect(await keyRequests(lab, 'bob@ent-pa.example')).toEqual([
    ...['create /ecdhe 201', 'retrieve /keys/:id 200'],
  ])
})

it('shows a line without texts to who is in the meeting but did not get its key', async () => {
  await using office = await startWithMeeting()
  const { lab, publish, shareWith } = office
  await shareWith([lab.idOf('alice')])
  await publish()
  await using bob = await look(lab, 'bob')

  const [line] = await bob.meetings()

  expect(line).toMatchObject({ id: 'm1', texts: null, isJoinButtonShown: false, joinButtonFrom: null })
  expect(await keyRequests(lab, 'bob@ent-pa.example')).toContain('retrieve /keys/:id 403')
})

it('lets nobody else open what they got hold of', async () => {
  await using office = await startWithMeeting()
  const { lab, key, publish, shareWith } = office
  await shareWith([lab.idOf('alice')])
  await publish()
  await using carol = await look(lab, 'carol')
  await using alice = await look(lab, 'alice')
  const stolen = await key.encrypt('a secret')

  expect(await carol.meetings()).toEqual([])
  await expect(carol.decrypt(key.uri, stolen)).rejects.toMatchObject({ code: 'CLIENT_KMS_403' })
  expect(await alice.decrypt(key.uri, stolen)).toBe('a secret')
})

it('goes on after the agreed key, then the token has expired, and after the cloud has restarted', async () => {
  await using office = await startWithMeeting()
  const { lab, kms } = office
  const share = () => sharedSecret(kms, lab.idOf('alice'))
  const secrets = [await share(), await share(), await share(), await share()] as const
  await using alice = await look(lab, 'alice')

  const seen = [await alice.decrypt(...secrets[0])]
  await lab.advance(HOUR_MS)
  seen.push(await alice.decrypt(...secrets[1]))
  await lab.advance(13 * HOUR_MS)
  seen.push(await alice.decrypt(...secrets[2]))
  lab.webex.restart()
  seen.push(await alice.decrypt(...secrets[3]))

  expect(seen).toEqual(Array.from({ length: 4 }, () => 'once more'))
  const agreed = (await keyRequests(lab, 'alice@ent-pa.example')).filter((asked) => asked.includes('ecdhe'))
  expect(agreed).toHaveLength(4)
})

it('renews a token that the KMS refuses', async () => {
  await using office = await startWithMeeting()
  const { lab, kms } = office
  const secrets = [
    await sharedSecret(kms, lab.idOf('alice')),
    await sharedSecret(kms, lab.idOf('alice')),
  ] as const
  await lab.advance(11.5 * HOUR_MS)
  await using alice = await look(lab, 'alice')

  await alice.decrypt(...secrets[0])
  await lab.advance(HOUR_MS * 0.75)

  expect(await alice.decrypt(...secrets[1])).toBe('once more')
})

/** A further key, for one person, and a text under it. */
async function sharedSecret(kms: KmsClient, userId: string): Promise<[string, string]> {
  const key = await createKey(kms)
  await kms.ask({ method: 'create', uri: '/resources', userIds: [userId], keyUris: [key.uri] })
  return [key.uri, await key.encrypt('once more')]
}

it('takes a meeting off the list of who has declined it, and shows it on a device that has accepted [HC-165]', async () => {
  await using office = await startWithMeeting()
  const { lab, room, publish, shareWith } = office
  await shareWith([lab.idOf('alice'), lab.idOf('bob'), room])
  await using bob = await look(lab, 'bob')
  await using board = await look(lab, 'board1')

  await publish({ bob: 'TENTATIVE', room: 'NO_RESPONSE' })
  const before = [await bob.meetings(), await board.device.meetings()].map(({ length }) => length)
  await publish({ bob: 'DECLINED', room: 'ACCEPTED' }, 2)
  const after = [await bob.meetings(), await board.device.meetings()].map(({ length }) => length)

  expect([before, after]).toEqual([
    [1, 0],
    [0, 1],
  ])
})

it('follows what the organization has set for early joining [HC-162]', async () => {
  await using office = await startWithMeeting()
  const { lab, publish, shareWith } = office
  await shareWith([lab.idOf('alice')])
  await publish()
  await using alice = await look(lab, 'alice')
  const minutes = async () => {
    const [line] = await alice.meetings()
    return ((line?.start ?? 0) - (line?.joinButtonFrom ?? 0)) / 60_000
  }

  const seen = [await minutes()]
  for (const bgbIntervalMinutes of [0, 15, null]) {
    const to = `PATCH /connector/v1/orgs/${lab.webex.orgId}/settings`
    await lab.call({ to, token: lab.webex.adminToken, json: { bgbIntervalMinutes } })
    seen.push(await minutes())
  }

  expect(seen).toEqual([5, 0, 15, 5])
})
