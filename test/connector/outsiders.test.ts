import { expect, it } from 'vitest'
import { startServed } from '../support/served.js'

it(
  'lists a meeting with people who are in a space but in no organization [HC-125 HC-161]',
  { timeout: 60_000 },
  async () => {
    await using served = await startServed()
    const alice = served.person('alice')
    const invitees = ['bob@ent-pa.example', 'erin@ent-pa.example', 'guest@partner.example']

    await alice.schedules({ subject: 'With guests', location: '@meet', invitees })
    await served.pass(5_000)

    expect((await served.list('bob')).map(({ subject }) => subject)).toEqual(['With guests'])
  },
)
