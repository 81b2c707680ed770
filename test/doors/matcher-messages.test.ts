import { describe } from 'vitest'
import type { Lab, LabMeeting } from '../../doors/index.js'
import { expect, test } from '../../doors/vitest/index.js'

test.override({ labOptions: { clock: 'manual' } })

const PLANNING = { subject: 'Planning', location: '@webex' }

/** What a failed assertion says, the numbers of journal entries left out. */
async function messageOf(assertion: Promise<void>): Promise<string> {
  const error: unknown = await assertion.then(
    () => new TypeError('The assertion held.'),
    (reason: unknown) => reason,
  )
  return error instanceof Error ? error.message.replace(/#\d+/g, '#N') : String(error)
}

test('says what is in the calendar and in the journal when nobody decorates a meeting', async ({
  people,
}) => {
  const meeting = await people.alice.schedules({ ...PLANNING, body: 'Agenda' })

  const message = await messageOf(
    expect(meeting).toBeDecoratedBy({ name: 'our connector', endpointSets: ['node1', 'node2'] }),
  )

  expect(message)
    .toBe(`"Planning", organized by alice@ent-pa.example, should have been decorated by our connector (ENT-PA\\CalendarConnectorAcct, by way of node1 or node2), but after 30 s of lab time it was not.

In alice's calendar:
  Location                    @webex
  Body (Text)                 Agenda
  TMS:ExternalConferenceData  (not set)

Writes to it by others than the organizer:
  nothing

The journal about alice@ent-pa.example since it was scheduled, reading left out:
  #N  08:00:00.000  main  ews  CreateItem  NoError  ENT-PA\\alice -> alice@ent-pa.example`)
})

test('says whose the join details are when another connector wrote them', async ({ people, connector }) => {
  const meeting = await people.alice.schedules(PLANNING)
  await expect(meeting).toBeDecoratedBy(connector)

  const message = await messageOf(expect(meeting).toBeDecoratedBy({ endpointSets: ['elsewhere'] }))

  expect(message).toContain(
    'should have been decorated by the connector (ENT-PA\\CalendarConnectorAcct, by way of elsewhere), but somebody else decorated it.',
  )
  expect(message).toMatch(
    /^Writes to it by others than the organizer:\n {2}#N {2}08:00:0\d\.\d{3} {2}node1 {2}ews {2}UpdateItem {2}NoError {2}ENT-PA\\CalendarConnectorAcct -> alice@ent-pa\.example$/m,
  )
})

test('is not deceived by join details that the organizer typed', async ({ people, connector }) => {
  const meeting = await people.alice.schedules({
    subject: 'Planning',
    body: 'https://ent-pa.webex.com/meet/alice',
  })

  const message = await messageOf(expect(meeting).toBeDecoratedBy(connector))

  expect(message).toContain('but it carries join details that no connector wrote.')
})

test('says by which write a meeting was decorated that should not be', async ({ people, connector }) => {
  const meeting = await people.alice.schedules(PLANNING)

  const message = await messageOf(expect(meeting).not.toBeDecoratedBy(connector))

  expect(message).toContain(
    'should not have been decorated by the reference connector (ENT-PA\\CalendarConnectorAcct, by way of node1), but it was.',
  )
  expect(message).toContain('TMS:ExternalConferenceData  alice@ent-pa.webex.com')
})

test('says that a meeting is gone', async ({ people, connector }) => {
  const meeting = await people.alice.schedules({ subject: 'Planning' })
  await people.alice.cancels(meeting)

  const message = await messageOf(expect(meeting).toBeDecoratedBy(connector))

  expect(message).toContain("it is no longer in the organizer's calendar")
})

test('says what was written to calendars when a meeting did not come', async ({ people: { alice, bob } }) => {
  await alice.schedules({ subject: 'Planning' })

  const message = await messageOf(expect(bob).toHaveReceived({ subject: 'Planning' }, { withinMs: 5_000 }))

  expect(message)
    .toBe(`bob@ent-pa.example should have received {"subject": "Planning"}, but after 5 s of lab time it is not in bob's calendar.

What was written to calendars:
  #N  08:00:00.000  main  ews  CreateItem  NoError  ENT-PA\\alice -> alice@ent-pa.example`)
})

test('says in what a meeting differs from the expected one', async ({ people: { alice, bob } }) => {
  const meeting = await alice.schedules({ ...PLANNING, invitees: [bob] })

  const message = await messageOf(
    expect(bob).toHaveReceived({
      uid: meeting.uid,
      subject: 'Planning',
      location: 'Room 5',
      isCancelled: false,
    }),
  )

  expect(message).toContain(
    'after 30 s of lab time it differs in location: expected "Room 5", saw "@webex".\n',
  )
  expect(message).not.toContain('isCancelled:')
})

test('does not take a meeting of one’s own for one that was received', async ({ people: { alice, bob } }) => {
  const meeting = await alice.schedules({ ...PLANNING, invitees: [bob] })

  expect(await messageOf(expect(alice).toHaveReceived(meeting))).toContain(
    "it is alice's own meeting: nobody sent it",
  )
  expect(await messageOf(expect(bob).not.toHaveReceived(meeting))).toContain('should not have received')
  expect(await messageOf(expect(bob).not.toHaveReceived(meeting))).toContain(
    'it came from alice@ent-pa.example',
  )
})

test('says how often something came that was expected otherwise', async ({ lab, people: { alice } }) => {
  await alice.schedules({ subject: 'One' })
  await alice.schedules({ subject: 'Two' })

  const message = await messageOf(expect(lab).toHaveReceived({ operation: 'CreateItem', times: 1 }))

  expect(message)
    .toBe(`The lab should have received {"operation": "CreateItem"} exactly once, but it did so 2 times.

Received:
  #N  08:00:00.000  main  ews  CreateItem  NoError  ENT-PA\\alice -> alice@ent-pa.example
  #N  08:00:00.000  main  ews  CreateItem  NoError  ENT-PA\\alice -> alice@ent-pa.example`)
})

test('says what came nearest to something that never came', async ({ lab, people: { alice } }) => {
  await alice.schedules({ subject: 'One' })

  const message = await messageOf(
    expect(lab).toHaveReceived({ operation: 'CreateItem', target: 'bob@ent-pa.example', request: /One/ }),
  )

  expect(message)
    .toBe(`The lab should have received {"operation": "CreateItem", "request": /One/, "target": "bob@ent-pa.example"}, but in 30 s of lab time it never did.

What came nearest:
  #N  08:00:00.000  main  ews  CreateItem  NoError  ENT-PA\\alice -> alice@ent-pa.example`)
})

test('says what it can look at', async () => {
  const wrong = expect('a text' as unknown as Lab)

  await expect(wrong.toHaveReceived({ operation: 'GetItem' })).rejects.toThrow(
    'one of lab.people, at a lab, or',
  )
  await expect(expect({} as LabMeeting).toBeDecoratedBy({ endpointSets: [] })).rejects.toThrow(
    'looks at a meeting of one of lab.people',
  )
})

describe('by a real clock', () => {
  test.override({ labOptions: { clock: 'real' } })
  test('speaks before the time limit of the test does', { timeout: 3_000 }, async ({ people: { bob } }) => {
    const message = await messageOf(expect(bob).toHaveReceived({ subject: 'Planning' }))

    expect(message).toContain("it is not in bob's calendar")
  })
})
