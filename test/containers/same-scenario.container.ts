import { expect, it } from 'vitest'
import { ExwexContainer, type StartedExwexContainer } from '../../docker/testcontainers/index.js'
import { decoratedMeeting, EXPECTED, type Door } from '../doors/scenario/decorated-meeting.js'

/** Seconds that the admin API waits for a first entry. */
const WAIT_S = 30

it('shows through a container what every other door shows', async () => {
  await using lab = await new ExwexContainer().withReferenceConnector().start()
  const door = containerDoor(lab)
  await door.journal({ operation: 'Subscribe', target: door.alice.mail })

  expect(await decoratedMeeting(door)).toEqual(EXPECTED)
})

function containerDoor({ people, admin }: StartedExwexContainer): Door {
  return {
    alice: people.alice,
    bob: people.bob,
    journal: async (query) => (await admin.journal({ ...query, wait: WAIT_S })).entries,
  }
}
