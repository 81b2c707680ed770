import { expect, it } from 'vitest'
import { formatSeconds, instant } from '../../simulators/core/index.js'
import { personOf, startLab } from '../support/lab.js'

const HOUR_MS = 3_600_000
const STRANGER = 'stranger@outside.example'

it('shows what went to somebody outside, and lets the answer arrive', async () => {
  await using lab = await startLab()
  await using alice = personOf(lab, 'alice')
  const start = lab.clock.now() + HOUR_MS
  await alice.schedules({ subject: 'Harbour', start, end: start + HOUR_MS, invitees: [STRANGER] })

  const sent = await fetch(`${lab.ready.admin}/v1/exchange/outbound-mail?to=${STRANGER}`)
  const [request, ...more] = (await sent.json()) as readonly Record<string, string>[]
  const answered = await fetch(`${lab.ready.admin}/v1/exchange/answers`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      organizer: 'alice@ent-pa.example',
      from: STRANGER,
      uid: request?.['uid'],
      response: 'Accept',
    }),
  })

  expect(more).toEqual([])
  expect(request).toMatchObject({
    kind: 'MeetingRequest',
    method: 'REQUEST',
    subject: 'Harbour',
    to: STRANGER,
  })
  expect(request?.['start']).toBe(formatSeconds(instant(start)))
  expect(request?.['calendar']).toContain('METHOD:REQUEST')
  expect(answered.status).toBe(204)
  const copy = await alice.sees('Harbour')
  expect(copy?.requiredAttendees).toMatchObject([{ mail: STRANGER, response: 'Accept' }])
})

it('refuses the answer to a meeting that nobody called', async () => {
  await using lab = await startLab()

  const answered = await fetch(`${lab.ready.admin}/v1/exchange/answers`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      organizer: 'alice@ent-pa.example',
      from: STRANGER,
      uid: 'none',
      response: 'Accept',
    }),
  })

  expect(answered.status).toBe(404)
  expect(await answered.json()).toMatchObject({ code: 'MEETING_UNKNOWN' })
})
