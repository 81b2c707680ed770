import { expect, test } from 'exwex/vitest'

test('alice schedules @webex with bob', { timeout: 30_000 }, async ({ people, connector }) => {
  const { alice, bob } = people

  const meeting = await alice.schedules({ subject: 'Planning', location: '@webex', invitees: [bob] })

  await expect(meeting).toBeDecoratedBy(connector)
  await expect(bob).toHaveReceived(meeting)
})
