import { expect, it } from 'vitest'
import { formatMilliseconds, instant } from '../../core/index.js'
import { registerCluster } from '../testing/cluster.js'
import { connectKms, createKey } from '../testing/kms-client.js'
import { connectMercury } from '../testing/mercury-client.js'
import { startWebexLab } from '../testing/webex-lab.js'

type Key = Awaited<ReturnType<typeof createKey>>

/** A lab with a cluster that serves alice and bob, and a key of the cluster's. */
async function startServing() {
  const lab = await startWebexLab()
  const cluster = await registerCluster(lab)
  const { nodeId } = (await cluster.join('s1')).json<{ nodeId: string }>()
  await cluster.beat(nodeId)
  await cluster.discovered(['alice', 'bob'])
  const key = await createKey(await connectKms(lab, cluster.token))
  const put = (alias: string, json: object, id = 'm1') =>
    lab.call({
      to: `PUT /connector/v1/users/${lab.idOf(alias)}/meetings/${id}`,
      token: cluster.token,
      json,
    })
  return { lab, cluster, key, put, [Symbol.asyncDispose]: () => lab[Symbol.asyncDispose]() }
}

async function meetingOf(key: Key, { organizer, guest }: { organizer: string; guest: string }) {
  return {
    seriesId: 'm1',
    start: '2026-03-02T09:00:00.000Z',
    durationMinutes: 30,
    organizer,
    isRecurring: false,
    encryptionKeyUrl: key.uri,
    encryptedSubject: await key.encrypt('Budget'),
    encryptedOrganizer: {
      id: organizer,
      type: 'PERSON',
      encryptedEmailAddress: await key.encrypt('alice@ent-pa.example'),
      encryptedName: await key.encrypt('Alice'),
    },
    encryptedParticipants: [
      {
        id: guest,
        type: 'PERSON',
        responseType: 'NO_RESPONSE',
        participantType: 'REQUIRED',
        encryptedEmailAddress: await key.encrypt('carol@ent-pa.example'),
        encryptedName: await key.encrypt('Carol'),
      },
    ],
    source: { iCalUid: 'uid-1', changeKey: 'ck' },
    sequence: 2,
  }
}

it('stores an encrypted meeting and tells the clients of everybody in it [HC-193]', async () => {
  await using serving = await startServing()
  const { lab, key, put, cluster } = serving
  const carol = await connectMercury(lab, lab.tokenOf('carol'))
  await carol.next()
  const meeting = await meetingOf(key, { organizer: lab.idOf('alice'), guest: lab.idOf('carol') })

  const statuses = [
    (await put('alice', meeting)).status,
    (await put('alice', { ...meeting, sequence: 3 })).status,
  ]
  const to = 'GET /calendar/api/v1/calendarEvents?fromDate=2026-03-01T00:00:00Z&toDate=2026-03-03T00:00:00Z'
  const listOf = async (alias: string) =>
    (await lab.call({ to, token: lab.tokenOf(alias) })).json<{ items: { links: { href: string }[] }[] }>()
      .items
  const [item] = await listOf('carol')
  const notes = await lab.call({ to: `GET ${item?.links[2]?.href}`, token: lab.tokenOf('carol') })
  const removal = `DELETE /connector/v1/users/${lab.idOf('alice')}/meetings/m1`
  const removed = await lab.call({ to: removal, token: cluster.token })

  expect(statuses).toEqual([201, 200])
  expect(await listOf('bob')).toEqual([])
  expect(item).toMatchObject({ id: 'm1', seriesId: 'm1', encryptedSubject: meeting.encryptedSubject })
  expect(notes.json()).toEqual({ id: 'm1', encryptionKeyUrl: key.uri })
  expect(removed.status).toBe(204)
  const events = [await carol.next(), await carol.next(), await carol.next()]
  expect(events.map(({ data }) => data?.eventType)).toEqual([
    'calendar.meeting.create',
    'calendar.meeting.update',
    'calendar.meeting.delete',
  ])
})

it('shows meetings from a week back to 31 days ahead alone [HC-161 HC-194]', async () => {
  await using serving = await startServing()
  const { lab, key, put } = serving
  const now = lab.core.clock.now()
  const meeting = await meetingOf(key, { organizer: lab.idOf('alice'), guest: lab.idOf('carol') })
  for (const days of [-8, -6, 30, 32]) {
    const start = formatMilliseconds(instant(now + days * 86_400_000))
    await put('alice', { ...meeting, start }, `day${days}`)
  }

  const to = 'GET /calendar/api/v1/calendarEvents?fromDate=2026-01-01T00:00:00Z&toDate=2027-01-01T00:00:00Z'
  const listed = (await lab.call({ to, token: lab.tokenOf('carol') })).json<{ items: { id: string }[] }>()

  expect(listed.items.map(({ id }) => id)).toEqual(['day-6', 'day30'])
})

it('refuses clear text wherever ciphertext belongs [HC-191]', async () => {
  await using serving = await startServing()
  const { lab, key, put } = serving
  const meeting = await meetingOf(key, { organizer: lab.idOf('alice'), guest: lab.idOf('carol') })
  const [participant] = meeting.encryptedParticipants
  const uploads = [
    { ...meeting, encryptedSubject: 'Budget' },
    { ...meeting, encryptedLocation: 'Room 5; @webex' },
    { ...meeting, webexURL: 'https://ent-pa.webex.com/meet/alice' },
    { ...meeting, encryptedParticipants: [{ ...participant, encryptedName: 'Carol' }] },
    { ...meeting, encryptedParticipants: [{ ...participant, email: 'carol@ent-pa.example' }] },
    { ...meeting, subject: 'Budget' },
    { ...meeting, meetingJoinInfo: { meetingJoinURL: 'https://ent-pa.webex.com/meet/alice' } },
  ]

  const answers = await Promise.all(uploads.map((upload) => put('alice', upload)))

  expect(answers.map(({ status }) => status)).toEqual(uploads.map(() => 422))
  expect(answers.map(({ text }) => text).join()).not.toContain('Budget"')
})

it('refuses unknown keys, older versions, users of other nodes and unknown fields', async () => {
  await using serving = await startServing()
  const { lab, key, put } = serving
  const meeting = await meetingOf(key, { organizer: lab.idOf('alice'), guest: lab.idOf('carol') })
  await put('alice', meeting)

  const answers = [
    await put('alice', { ...meeting, encryptionKeyUrl: 'kms://kms.exwex.example/keys/unknown' }),
    await put('alice', { ...meeting, sequence: 1 }),
    await put('carol', meeting),
    await put('alice', { ...meeting, colour: 'red' }),
  ]

  expect(answers.map(({ status }) => status)).toEqual([422, 409, 403, 400])
})

it('makes one space for a meeting, titled with its subject, with all invitees [HC-110, HC-111, HC-121]', async () => {
  await using serving = await startServing()
  const { lab, key, cluster } = serving
  const ask = async (subject: string, ...attendees: readonly string[]) =>
    lab.call({
      to: 'POST /connector/v1/join-details',
      token: cluster.token,
      json: {
        organizerEmail: 'alice@ent-pa.example',
        keyword: '@meet',
        meetingKey: subject,
        subject: await key.encrypt(subject),
        encryptionKeyUrl: key.uri,
        start: '2026-03-02T09:00:00Z',
        end: '2026-03-02T09:30:00Z',
        timeZone: 'UTC',
        attendees: await Promise.all(attendees.map((attendee) => key.encrypt(`${attendee}@ent-pa.example`))),
      },
    })

  const first = (await ask('Budget', 'bob', 'erin')).json<{ roomId: string; sipUri: string }>()
  const second = (await ask('Budget', 'bob', 'erin', 'carol')).json()
  const token = lab.tokenOf('alice')
  const room = (await lab.call({ to: `GET /v1/rooms/${first.roomId}`, token })).json()
  const members = (await lab.call({ to: `GET /v1/memberships?roomId=${first.roomId}`, token })).json<{
    items: { personEmail: string }[]
  }>()
  const info = (await lab.call({ to: `GET /v1/rooms/${first.roomId}/meetingInfo`, token })).json()

  expect(second).toEqual(first)
  expect(room).toMatchObject({ title: 'Budget', type: 'group' })
  expect(members.items.map(({ personEmail }) => personEmail.split('@')[0])).toEqual([
    ...['alice', 'bob', 'erin', 'carol'],
  ])
  expect(info).toMatchObject({ sipAddress: first.sipUri })
})

it('uses the space that two people have anyway, and does not rename it [HC-116]', async () => {
  await using serving = await startServing()
  const { lab, key, cluster } = serving
  const token = lab.tokenOf('alice')
  const json = { toPersonEmail: 'bob@ent-pa.example', text: 'hello' }
  const { roomId } = (await lab.call({ to: 'POST /v1/messages', token, json })).json<{ roomId: string }>()

  const details = await lab.call({
    to: 'POST /connector/v1/join-details',
    token: cluster.token,
    json: {
      organizerEmail: 'alice@ent-pa.example',
      keyword: '@spark',
      meetingKey: 'k',
      subject: await key.encrypt('Budget'),
      encryptionKeyUrl: key.uri,
      start: '2026-03-02T09:00:00Z',
      end: '2026-03-02T09:30:00Z',
      timeZone: 'UTC',
      attendees: [await key.encrypt('bob@ent-pa.example')],
    },
  })

  expect(details.json()).toMatchObject({ roomId, type: 'space' })
  const room = await lab.call({ to: `GET /v1/rooms/${roomId}`, token })
  expect(room.json()).toMatchObject({ type: 'direct', title: 'bob Example' })
})

it('shows who is out of office until the end of it', async () => {
  await using serving = await startServing()
  const { lab, cluster } = serving
  const json = {
    state: 'Scheduled',
    start: '2026-03-02T08:00:00Z',
    end: '2026-03-02T09:00:00Z',
    externalAudience: 'All',
  }
  const statusOf = async () =>
    (await lab.call({ to: 'GET /v1/people/me', token: lab.tokenOf('alice') })).json()['status']

  const to = `PUT /connector/v1/users/${lab.idOf('alice')}/out-of-office`
  await lab.call({ to, token: cluster.token, json })
  const during = await statusOf()
  await lab.advance(3_600_000)

  expect([during, await statusOf()]).toEqual(['OutOfOffice', 'unknown'])
})
