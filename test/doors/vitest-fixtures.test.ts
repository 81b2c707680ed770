import { describe } from 'vitest'
import { expect, test } from '../../doors/vitest/index.js'

const seen = new Set<unknown>()

test('alice schedules @webex, and everyone gets the link', async ({ people, connector }) => {
  const { alice, bob } = people

  const meeting = await alice.schedules({ subject: 'Planning', location: '@webex', invitees: [bob] })

  await expect(meeting).toBeDecoratedBy(connector)
  await expect(bob).toHaveReceived(meeting)
})

test.for([1, 2])('gives each test a lab of its own (%i)', async (_number, { lab }) => {
  const before = seen.size

  seen.add(lab).add(lab.ready.admin)

  expect(seen.size).toBe(before + 2)
})

test('starts no connector for a test that does not ask for one', async ({ lab, people: { alice, bob } }) => {
  const meeting = await alice.schedules({ subject: 'Planning', location: '@webex', invitees: [bob] })

  await expect(bob).toHaveReceived({
    subject: 'Planning',
    location: '@webex',
    requiredAttendees: [expect.objectContaining({ mail: bob.mail })],
  })
  await expect(lab).not.toHaveReceived({ operation: 'Subscribe' }, { withinMs: 100 })
  await expect(meeting).not.toBeDecoratedBy({ endpointSets: ['node1'] }, { withinMs: 100 })
})

describe('a lab whose time stands still', () => {
  test.override({ labOptions: { clock: 'manual', seed: 7 }, connectorOptions: { nodes: 2 } })

  test('is what the options say, and its time moves while a matcher waits', async ({
    lab,
    people,
    connector,
  }) => {
    const meeting = await people.alice.schedules({ subject: 'Planning', location: '@meet' })
    const { itemId, organizer } = meeting

    await expect(meeting).toBeDecoratedBy(connector)
    await expect(lab).toHaveReceived({
      operation: 'UpdateItem',
      target: organizer.mail,
      request: itemId,
      times: 1,
    })
    await expect(connector).toHaveReceived({ protocol: 'EWS', operation: 'Subscribe', via: 'node2' })
    await expect(connector).not.toHaveReceived({ operation: 'CreateItem' })

    expect(lab.ready.seed).toBe(7)
    expect(connector.endpointSets).toEqual(['node1', 'node2'])
  })

  test('moves by as much as it is told', async ({ lab }) => {
    const before = lab.clock.now()

    await lab.advance(31 * 60_000)

    expect(lab.clock.now() - before).toBe(31 * 60_000)
  })
})
