import { expect, it } from 'vitest'
import { ExwexContainer } from '../../docker/testcontainers/index.js'

it('has a meeting decorated by the reference connector in the container', async () => {
  await using lab = await new ExwexContainer().withReferenceConnector().start()
  const { alice, bob } = lab.people
  await alice.schedules({ subject: 'Planning', location: '@webex', invitees: [bob.mail] })

  const { entries } = await lab.admin.journal({ operation: 'UpdateItem', target: alice.mail, wait: 50 })

  expect(entries).toMatchObject([{ outcome: 'NoError' }])
  const seen = await bob.sees('Planning')
  expect(seen?.body.content).toContain('https://ent-pa.webex.com/meet/alice')
})
