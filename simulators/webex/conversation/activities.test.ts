import { expect, it } from 'vitest'
import { hydraId, parseHydraId } from '../hydra-id.js'
import { connectMercury, type MercuryClient } from '../testing/mercury-client.js'
import { startWebexLab } from '../testing/webex-lab.js'

interface Told {
  readonly id: string
  readonly verb: string
  readonly actor: { readonly entryUUID: string; readonly emailAddress: string }
  readonly object: Readonly<Record<string, unknown>>
  readonly target?: { readonly id: string; readonly url: string; readonly tags: readonly string[] }
}

async function listen(lab: Awaited<ReturnType<typeof startWebexLab>>, alias: string) {
  const client = await connectMercury(lab, lab.tokenOf(alias))
  await client.next()
  return client
}

const nextActivity = async (client: MercuryClient): Promise<Told> =>
  (await client.next()).data?.['activity'] as Told

it('tells the members of a space who made it, joined it, changed it and left it', async () => {
  await using lab = await startWebexLab()
  const token = lab.tokenOf('alice')
  const [alice, bob] = [await listen(lab, 'alice'), await listen(lab, 'bob')]

  const room = (await lab.call({ to: 'POST /v1/rooms', token, json: { title: 't' } })).json<{ id: string }>()
  const member = await lab.call({
    to: 'POST /v1/memberships',
    token,
    json: { roomId: room.id, personEmail: 'bob@ent-pa.example' },
  })
  const membership = `/v1/memberships/${member.json<{ id: string }>().id}`
  await lab.call({ to: `PUT ${membership}`, token, json: { isModerator: true } })
  await lab.call({ to: `PUT /v1/rooms/${room.id}`, token, json: { title: 'other' } })
  await lab.call({ to: `PUT /v1/rooms/${room.id}`, token, json: { title: 'other', isLocked: true } })
  await lab.call({ to: `DELETE ${membership}`, token })

  const [create, add, moderator, update, lock, locker, leave] = [
    await nextActivity(alice),
    await nextActivity(alice),
    await nextActivity(alice),
    await nextActivity(alice),
    await nextActivity(alice),
    await nextActivity(alice),
    await nextActivity(alice),
  ]
  expect(create).toMatchObject({
    verb: 'create',
    object: {
      id: parseHydraId('ROOM', room.id),
      participants: { items: [{ entryUUID: lab.idOf('alice') }] },
    },
  })
  expect(add).toMatchObject({
    verb: 'add',
    actor: { entryUUID: lab.idOf('alice'), emailAddress: 'alice@ent-pa.example' },
    object: { entryUUID: lab.idOf('bob') },
    target: { id: parseHydraId('ROOM', room.id), tags: [] },
  })
  expect(add.target?.url).toMatch(`${lab.endpoints.advertised.cloud}/conversation/api/v1/conversations/`)
  expect(moderator).toMatchObject({
    verb: 'assignModerator',
    object: { roomProperties: { isModerator: true } },
  })
  expect([update, lock].map(({ verb, target }) => [verb, target?.tags])).toEqual([
    ['update', []],
    ['lock', ['LOCKED']],
  ])
  expect(locker).toMatchObject({ verb: 'assignModerator', object: { entryUUID: lab.idOf('alice') } })
  expect(leave).toMatchObject({ verb: 'leave', object: { entryUUID: lab.idOf('bob') } })
  expect((await nextActivity(bob)).verb).toBe('add')
})

it('tells of a message under its own id, and never its text', async () => {
  await using lab = await startWebexLab()
  const token = lab.tokenOf('alice')
  const bob = await listen(lab, 'bob')

  const json = { toPersonEmail: 'bob@ent-pa.example', text: 'canary-text' }
  const sent = await lab.call({ to: 'POST /v1/messages', token, json })
  const message = sent.json<{ id: string }>()
  await lab.call({ to: `DELETE /v1/messages/${message.id}`, token })

  const [create, post, gone] = [await nextActivity(bob), await nextActivity(bob), await nextActivity(bob)]
  expect(create).toMatchObject({ verb: 'create', object: { tags: ['ONE_ON_ONE'] } })
  expect(post).toMatchObject({ verb: 'post', target: { tags: ['ONE_ON_ONE'] } })
  expect(hydraId('MESSAGE', post.id)).toBe(message.id)
  expect(gone).toMatchObject({ verb: 'delete', object: { id: parseHydraId('MESSAGE', message.id) } })
  expect(JSON.stringify([create, post, gone])).not.toContain('canary-text')
})

it('tells nobody who is not in the space', async () => {
  await using lab = await startWebexLab()
  const [carol, token] = [await listen(lab, 'carol'), lab.tokenOf('alice')]

  await lab.call({ to: 'POST /v1/messages', token, json: { toPersonEmail: 'bob@ent-pa.example', text: 'x' } })
  carol.send({ id: 'p1', type: 'ping' })

  expect(await carol.next()).toMatchObject({ type: 'pong' })
})
