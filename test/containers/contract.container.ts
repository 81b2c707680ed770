import { expect, it } from 'vitest'
import { ExwexContainer, type StartedExwexContainer } from '../../docker/testcontainers/index.js'
import { decoratedMeeting, EXPECTED, type Door } from '../doors/scenario/decorated-meeting.js'

/** Seconds that the admin API waits for a first entry. */
const WAIT_S = 50

function containerDoor({ people, admin }: StartedExwexContainer): Door {
  return {
    alice: people.alice,
    bob: people.bob,
    journal: async (query) => (await admin.journal({ ...query, wait: WAIT_S })).entries,
  }
}

it('shows the same decorated meeting through a lab in a container as through every other door', async () => {
  await using lab = await new ExwexContainer().withReferenceConnector().start()

  expect(await decoratedMeeting(containerDoor(lab))).toEqual(EXPECTED)
})
