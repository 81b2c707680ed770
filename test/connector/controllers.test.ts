import { expect, it } from 'vitest'
import { startServed } from '../support/served.js'

it(
  'asks the next domain controller where Autodiscover is when the first is down [HC-030]',
  { timeout: 120_000 },
  async () => {
    await using served = await startServed({ directory: { controllers: 2 } })
    await served.lab.controllers.stop('dc1')

    await served.standStill(1_000)
    const start = served.lab.clock.now() + 3_600_000
    await served.person('alice').schedules({ subject: 'Without DC1', location: '@meet', start })
    await served.pass(30_000)

    const asked = [
      ...served.lab.journal.entries(0, ({ via, protocol }) => via === 'node2' && protocol === 'ldap'),
    ]
    expect(new Set(asked.map(({ connection }) => connection.split('#')[0]))).toEqual(
      new Set(['node2/dc2/ldap']),
    )
    expect(asked.at(-1)).toMatchObject({ principal: served.lab.ready.serviceAccount.down })
    expect(await served.list('alice')).toMatchObject([
      { subject: 'Without DC1', joinUri: expect.stringMatching(/@ent-pa\.webex\.com$/) as string },
    ])
  },
)
