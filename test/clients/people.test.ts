import { expect, it } from 'vitest'

import { personOf, startLab } from '../support/lab.js'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

it('schedules half an hour from the next full hour on when nothing is said about time', async () => {
  await using lab = await startLab()
  await using alice = personOf(lab, 'alice')

  await alice.schedules({ subject: 'Soon' })

  const start = (Math.floor(lab.clock.now() / HOUR_MS) + 1) * HOUR_MS
  expect(await alice.sees('Soon')).toMatchObject({ start, end: start + HOUR_MS / 2, kind: 'Single' })
})

it('reads times as a Date and as ISO 8601, and people as people', async () => {
  await using lab = await startLab()
  await using alice = personOf(lab, 'alice')
  await using bob = personOf(lab, 'bob')

  await alice.schedules({
    subject: 'Planning',
    start: '2026-07-01T09:00:00',
    end: '2026-07-01T11:00:00+01:00',
    invitees: [bob],
  })

  expect(await bob.sees('Planning')).toMatchObject({
    start: 1_782_896_400_000,
    end: 1_782_900_000_000,
    organizer: alice.mail,
  })
})

it.each(['tomorrow', '2026-07-01 09:00', '7/1/2026', '2026-07-01T25:00:00Z', NaN])(
  'refuses %s, which is no time, and says so',
  async (start) => {
    await using lab = await startLab()
    await using alice = personOf(lab, 'alice')

    const scheduling = alice.schedules({ subject: 'Never', start })

    await expect(scheduling).rejects.toMatchObject({
      code: 'CLIENT_TIME',
      message: expect.stringContaining(`start "${start}"`) as string,
    })
  },
)

it('keeps the length of a meeting that is moved, and empties its lists', async () => {
  await using lab = await startLab()
  await using alice = personOf(lab, 'alice')
  await using bob = personOf(lab, 'bob')
  const start = lab.clock.now() + DAY_MS
  const meeting = await alice.schedules({ subject: 'Moved', start, end: start + HOUR_MS, invitees: [bob] })

  await alice.changes(meeting, { start: start + HOUR_MS, invitees: [] })

  expect(await alice.sees('Moved')).toMatchObject({
    start: start + HOUR_MS,
    end: start + 2 * HOUR_MS,
    requiredAttendees: [],
  })
})

it('tells the organizer what everyone answers', async () => {
  await using lab = await startLab()
  await using alice = personOf(lab, 'alice')
  await using bob = personOf(lab, 'bob')
  await using carol = personOf(lab, 'carol')
  const meeting = await alice.schedules({ subject: 'Asked', invitees: [bob], optionalInvitees: [carol] })

  await bob.answers(meeting, 'accept')
  await carol.answers('Asked', 'decline', 'I am away.')

  expect(await alice.sees('Asked')).toMatchObject({
    requiredAttendees: [{ mail: bob.mail, response: 'Accept' }],
    optionalAttendees: [{ mail: carol.mail, response: 'Decline' }],
  })
  expect(await bob.sees('Asked')).toMatchObject({ myResponse: 'Accept' })
  expect(await carol.sees('Asked')).toBeUndefined()
})

it('answers tentatively for a whole series', async () => {
  await using lab = await startLab()
  await using alice = personOf(lab, 'alice')
  await using bob = personOf(lab, 'bob')
  const repeats = { every: 'day', times: 3 } as const
  const meeting = await alice.schedules({ subject: 'Daily', invitees: [bob], repeats })

  await bob.answers(meeting, 'tentative')

  const answers = (await bob.seesAll('Daily')).map(({ myResponse }) => myResponse)
  expect(answers).toEqual(['Tentative', 'Tentative', 'Tentative'])
})

it('says that there is nothing to answer', async () => {
  await using lab = await startLab()
  await using bob = personOf(lab, 'bob')

  await expect(bob.answers('Unknown', 'accept')).rejects.toMatchObject({ code: 'CLIENT_NO_MEETING' })
})

it('changes one occurrence of a series and leaves the others', async () => {
  await using lab = await startLab()
  await using alice = personOf(lab, 'alice')
  await using bob = personOf(lab, 'bob')
  const start = Math.ceil(lab.clock.now() / DAY_MS) * DAY_MS + 9 * HOUR_MS
  const repeats = { every: 'week', times: 3 } as const
  const series = await alice.schedules({ subject: 'Weekly', start, invitees: [bob], repeats })

  await alice.changesOccurrence(series, 2, { location: 'Room 5; @webex', start: start + 8 * DAY_MS })

  for (const person of [alice, bob]) {
    const seen = await person.seesAll('Weekly')
    expect(seen.map((meeting) => [(meeting.start - start) / DAY_MS, meeting.location, meeting.kind])).toEqual(
      [
        [0, '', 'Occurrence'],
        [8, 'Room 5; @webex', 'Exception'],
        [14, '', 'Occurrence'],
      ],
    )
    expect(seen.map((meeting) => meeting.end - meeting.start)).toEqual([1, 1, 1].map(() => HOUR_MS / 2))
  }
})

it('changes a whole series, and calls it off', async () => {
  await using lab = await startLab()
  await using alice = personOf(lab, 'alice')
  await using bob = personOf(lab, 'bob')
  const series = await alice.schedules({
    subject: 'Weekly',
    invitees: [bob],
    repeats: { every: 'week', times: 2 },
  })

  await alice.changes(series, { location: 'Room 6' })
  const seen = await bob.seesAll('Weekly')
  await alice.cancels(series)

  expect(seen.map(({ location }) => location)).toEqual(['Room 6', 'Room 6'])
  expect(await alice.seesAll('Weekly')).toEqual([])
})

it('sets automatic replies for a time, and turns them off with their texts kept', async () => {
  await using lab = await startLab()
  await using alice = personOf(lab, 'alice')
  const from = lab.clock.now() + DAY_MS
  const until = from + 7 * DAY_MS

  await alice.setsAutomaticReplies({ reply: '<b>Skiing</b> & more', externalReply: 'Away', from, until })
  const scheduled = await alice.automaticReplies()
  await alice.setsAutomaticReplies('off')
  const off = await alice.automaticReplies()

  const replies = { reply: '<b>Skiing</b> & more', externalReply: 'Away', externalAudience: 'all' }
  expect(scheduled).toEqual({ ...replies, state: 'scheduled', from, until })
  expect(off).toMatchObject({ ...replies, state: 'off' })
})

it('is told by Exchange that the time of automatic replies is over', async () => {
  await using lab = await startLab()
  await using alice = personOf(lab, 'alice')

  const setting = alice.setsAutomaticReplies({ from: 0, until: lab.clock.now() - HOUR_MS })

  await expect(setting).rejects.toMatchObject({ code: 'ErrorInvalidScheduledOofDuration' })
})

it('shows when people are free or busy, as far as the asker may see it', async () => {
  await using lab = await startLab()
  await using alice = personOf(lab, 'alice')
  await using bob = personOf(lab, 'bob')
  const from = Math.ceil(lab.clock.now() / DAY_MS) * DAY_MS
  const [start, end] = [from + 9 * HOUR_MS, from + 10 * HOUR_MS]
  await alice.schedules({ subject: 'Secret', start, end, invitees: [bob] })

  const [own, others, nobody] = await bob.availability([bob, alice, 'nobody@ent-pa.example'], {
    from: start,
    to: end,
  })

  expect(own).toMatchObject({ merged: '11', times: [{ start, end, status: 'Tentative', subject: 'Secret' }] })
  expect(others).toEqual({
    mail: alice.mail,
    merged: '22',
    times: [{ start, end, status: 'Busy', subject: undefined, location: undefined }],
  })
  expect(nobody).toEqual({ mail: 'nobody@ent-pa.example', error: 'ErrorMailRecipientNotFound' })
})
