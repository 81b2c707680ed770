import { expect, test } from 'exwex/vitest'

test('alice schedules @webex, and everyone gets the link', async ({ people, connector }) => {
  const { alice, bob } = people

  const meeting = await alice.schedules({ subject: 'Planning', location: '@webex', invitees: [bob] })

  await expect(meeting).toBeDecoratedBy(connector)
  await expect(bob).toHaveReceived(meeting)
})
