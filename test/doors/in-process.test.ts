import { expect, it } from 'vitest'
import { startReferenceConnector, type Lab } from '../../doors/index.js'
import { startLab } from '../support/lab.js'

const HOUR_MS = 3_600_000

function planning(lab: Lab, alias = 'bob') {
  const start = lab.clock.now() + 24 * HOUR_MS
  const bob = lab.people[alias]
  return { subject: 'Planning', location: '@webex', start, end: start + HOUR_MS, invitees: [bob?.mail ?? ''] }
}

it.each(['real', 'manual'] as const)(
  'lets people and the reference connector work by a %s clock',
  async (clock) => {
    await using lab = await startLab({ clock })
    const { alice, bob } = lab.people
    await using connector = await startReferenceConnector(lab)

    const meeting = await alice.schedules(planning(lab))
    if (clock === 'manual') await lab.advance(10_000)
    const update = await lab.journal.waitFor(
      ({ operation, outcome }) => operation === 'UpdateItem' && outcome === 'NoError',
      { after: meeting.since },
    )

    expect(update).toMatchObject({
      via: connector.endpointSets[0],
      principal: connector.account,
      target: alice.mail,
    })
    expect((await bob.sees('Planning'))?.body.content).toContain('https://ent-pa.webex.com/meet/alice')
  },
)

it('shares the users among two nodes', async () => {
  await using lab = await startLab({ clock: 'real' })
  const served: [node: number, user: unknown][] = []

  await using _connector = await startReferenceConnector(lab, {
    nodes: 2,
    log: (node, { event, facts }) => event === 'activated' && served.push([node, facts['user']]),
  })

  expect(new Set(served.map(([node]) => node))).toEqual(new Set([1, 2]))
  expect(served.map(([, user]) => String(user).split('@')[0]).sort()).toEqual([
    'alice',
    'bob',
    'carol',
    'dave',
  ])
})

it.each(['real', 'manual'] as const)(
  'is usable after a reset by a %s clock, connector included',
  async (clock) => {
    await using lab = await startLab({ clock })
    const { alice } = lab.people
    await using _connector = await startReferenceConnector(lab)
    await alice.schedules({ ...planning(lab), subject: 'Forgotten' })

    await lab.reset()
    const meeting = await alice.schedules(planning(lab))
    if (clock === 'manual') await lab.advance(10_000)
    await lab.journal.waitFor(({ operation }) => operation === 'UpdateItem', { after: meeting.since })

    expect(await alice.sees('Forgotten')).toBeUndefined()
    expect((await alice.sees('Planning'))?.body.content).toContain('https://ent-pa.webex.com/meet/alice')
  },
)

it('starts a connector again in the same lab once the first has ended', async () => {
  await using lab = await startLab()
  const first = await startReferenceConnector(lab)
  await expect(startReferenceConnector(lab)).rejects.toMatchObject({ code: 'COMPANION_TAKEN' })
  await first[Symbol.asyncDispose]()

  await using _second = await startReferenceConnector(lab)
})

it('says who is not served, and why', async () => {
  await using lab = await startLab({ clock: 'manual' })
  lab.core.faults.add({
    match: { protocol: 'ews', operation: 'Subscribe', target: 'bob@ent-pa.example' },
    act: { kind: 'error', code: 'ErrorMailboxStoreUnavailable' },
  })

  const starting = startReferenceConnector(lab, { withinMs: 20_000 })

  await expect(starting).rejects.toMatchObject({
    code: 'CONNECTOR_NOT_READY',
    message: expect.stringMatching(
      /After 20 s .* does not serve bob@ent-pa.example\. The last failure it told: .*bob/,
    ) as string,
  })
})

it('runs any number of labs side by side', async () => {
  await using one = await startLab({ seed: 1 })
  await using two = await startLab({ seed: 2 })
  await using three = await startLab({ seed: 3 })
  const labs = [one, two, three]

  await Promise.all(
    labs.map((lab, at) => lab.people.alice.schedules({ ...planning(lab), subject: `Lab ${at}` })),
  )

  const seen = await Promise.all(labs.map((lab) => lab.people.bob.sees('Lab 1')))
  expect(seen.map((meeting) => meeting?.subject)).toEqual([undefined, 'Lab 1', undefined])
})

it('says who is there when somebody is asked for who is not', async () => {
  await using lab = await startLab({ clock: 'real' })

  expect(Object.keys(lab.people)).toEqual(['alice', 'bob', 'carol', 'dave', 'erin'])
  expect(JSON.stringify(lab.people.alice)).toBe(
    '{"mail":"alice@ent-pa.example","alias":"alice","account":"ENT-PA\\\\alice"}',
  )
})
