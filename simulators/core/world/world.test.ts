import { expect, it } from 'vitest'
import { createIds, createManualClock, createRandom, collectionOf, put, remove, World } from '../index.js'
import type { WorldSnapshot } from './snapshot.js'

interface Note {
  readonly id: string
  readonly folder: string
  readonly text: string
}

const notes = collectionOf<Note>()('exchange', 'notes', {
  key: (note) => note.id,
  indexes: { folder: (note) => note.folder, word: (note) => note.text.split(' ') },
  streams: (note) => [`folder:${note.folder}`],
})

function createWorld(maxLogChanges = 100) {
  const clock = createManualClock()
  return new World({ clock, ids: createIds(createRandom(1)), maxLogChanges })
}

function write(world: World, note: Note, reason = 'changed') {
  return world.commit({ cause: 'test', reason, writes: [put(notes, note)] })
}

it('gives every written record the sequence number of its last change', () => {
  const world = createWorld()

  write(world, { id: 'a', folder: 'x', text: 'one' })
  write(world, { id: 'b', folder: 'x', text: 'two' })
  write(world, { id: 'a', folder: 'x', text: 'three' })

  expect(world.stored(notes, 'a')?.sequence).toBe(3)
  expect(world.stored(notes, 'b')?.sequence).toBe(2)
})

it('finds records by index and forgets them when they change', () => {
  const world = createWorld()

  write(world, { id: 'a', folder: 'x', text: 'red green' })
  write(world, { id: 'a', folder: 'y', text: 'red' })

  expect([...world.by(notes, 'folder', 'x')]).toEqual([])
  expect([...world.by(notes, 'folder', 'y')].map(({ key }) => key)).toEqual(['a'])
  expect(world.countBy(notes, 'word', 'green')).toBe(0)
  expect(world.one(notes, 'word', 'red')?.id).toBe('a')
})

it('leaves a changed record at its place among those that have the same value', () => {
  const world = createWorld()
  for (const id of ['a', 'b', 'c']) write(world, { id, folder: 'x', text: id })

  write(world, { id: 'a', folder: 'x', text: 'changed' })
  write(world, { id: 'b', folder: 'y', text: 'moved' })
  write(world, { id: 'b', folder: 'x', text: 'back' })

  expect([...world.by(notes, 'folder', 'x')].map(({ key }) => key)).toEqual(['a', 'c', 'b'])
})

it('leaves a tombstone for a deleted record until the key is used again', () => {
  const world = createWorld()
  write(world, { id: 'a', folder: 'x', text: 'one' })

  world.commit({ cause: 'test', reason: 'deleted', writes: [remove(notes, 'a')] })

  expect(world.get(notes, 'a')).toBeUndefined()
  expect([...world.tombstonesBy(notes, 'folder', 'x')].map(({ key, sequence }) => [key, sequence])).toEqual([
    ['a', 2],
  ])
  write(world, { id: 'a', folder: 'x', text: 'again' })
  expect(world.tombstone(notes, 'a')).toBeUndefined()
  expect([...world.tombstonesBy(notes, 'folder', 'x')]).toEqual([])
})

it('does all writes of a commit or none', () => {
  const world = createWorld()

  const commit = () =>
    world.commit({
      cause: 'test',
      reason: 'moved',
      writes: [put(notes, { id: 'a', folder: 'x', text: 'one' }), remove(notes, 'missing')],
    })

  expect(commit).toThrow(/no record "missing"/)
  expect(world.get(notes, 'a')).toBeUndefined()
  expect(world.sequence).toBe(0)
})

it('tells a record that moves in the stream it leaves and in the one it enters', () => {
  const world = createWorld()
  write(world, { id: 'a', folder: 'x', text: 'one' }, 'created')

  write(world, { id: 'a', folder: 'y', text: 'one' }, 'moved')

  const reasons = (stream: string) => {
    const page = world.read(stream, 0)
    return page.kind === 'changes' ? page.changes.map(({ reason }) => reason) : page
  }
  expect(reasons('folder:x')).toEqual(['created', 'moved'])
  expect(reasons('folder:y')).toEqual(['moved'])
})

it('lets a write say its own reason within a commit', () => {
  const world = createWorld()

  const changes = world.commit({
    cause: 'request-7',
    reason: 'item-created',
    writes: [
      put(notes, { id: 'a', folder: 'x', text: 'one' }),
      put(notes, { id: 'b', folder: 'y', text: 'one' }, 'request-arrived'),
    ],
  })

  expect(changes.map(({ reason, cause, sequence }) => [reason, cause, sequence])).toEqual([
    ['item-created', 'request-7', 1],
    ['request-arrived', 'request-7', 2],
  ])
})

it('wakes the watchers of a stream once per commit', () => {
  const world = createWorld()
  let woken = 0
  const watching = world.watch('folder:x', () => woken++)

  const two = ['a', 'b'].map((id) => put(notes, { id, folder: 'x', text: '' }))
  world.commit({ cause: 'test', reason: 'created', writes: two })
  write(world, { id: 'c', folder: 'elsewhere', text: '' })
  watching[Symbol.dispose]()
  write(world, { id: 'd', folder: 'x', text: '' })

  expect(woken).toBe(1)
})

it('says so when a reader asks for changes that have left the log', () => {
  const world = createWorld(10)
  for (let i = 0; i < 25; i++) write(world, { id: `n${i}`, folder: i % 2 === 0 ? 'x' : 'y', text: '' })

  const recent = world.read('folder:x', 20)

  expect(world.read('folder:x', 3)).toEqual({ kind: 'evicted', oldest: 16 })
  expect(recent.kind === 'changes' && recent.changes.map(({ sequence }) => sequence)).toEqual([21, 23, 25])
  expect(world.hasChangesAfter('folder:y', 24)).toBe(false)
})

it('seeds without telling the log', () => {
  const world = createWorld()

  world.seed([put(notes, { id: 'a', folder: 'x', text: 'one' })])

  expect(world.sequence).toBe(1)
  expect(world.read('folder:x', 1)).toEqual({ kind: 'changes', changes: [] })
})

it('restores a snapshot into a new epoch, tombstones and numbers included', () => {
  const world = createWorld()
  write(world, { id: 'a', folder: 'x', text: 'one' })
  write(world, { id: 'b', folder: 'x', text: 'one' })
  world.commit({ cause: 'test', reason: 'deleted', writes: [remove(notes, 'b')] })
  const before = world.epoch
  const snapshot = JSON.parse(JSON.stringify(world.snapshot())) as ReturnType<World['snapshot']>
  write(world, { id: 'a', folder: 'y', text: 'changed' })

  world.restore(snapshot)

  expect(world.get(notes, 'a')?.text).toBe('one')
  expect(world.tombstone(notes, 'b')?.sequence).toBe(3)
  expect(world.sequence).toBe(3)
  expect([...world.by(notes, 'folder', 'y')]).toEqual([])
  expect(world.epoch).not.toBe(before)
})

it('restores in a world that has used none of the collections yet, once they are registered', () => {
  const world = createWorld()
  write(world, { id: 'a', folder: 'x', text: 'one' })
  const other = createWorld()

  expect(() => other.restore(world.snapshot())).toThrow(/exchange.notes/)
  other.register([notes])
  other.restore(world.snapshot())

  expect(other.get(notes, 'a')?.text).toBe('one')
})

/** A world with two notes of the seed that are made when somebody looks, and how often they were made. */
function createWorldOnDemand() {
  const world = createWorld()
  let made = 0
  world.seed([put(notes, { id: 'a', folder: 'x', text: 'one' })])
  world.seedOnDemand(notes, {
    count: 2,
    mayHave: (index, value) => index !== 'folder' || value === 'archive',
    make() {
      made += 1
      return [
        { id: 'old1', folder: 'archive', text: 'old' },
        { id: 'old2', folder: 'archive', text: 'older' },
      ]
    },
  })
  return { world, made: () => made }
}

it('makes records of the seed when somebody first looks where they are', () => {
  const { world, made } = createWorldOnDemand()

  write(world, { id: 'b', folder: 'x', text: 'two' })
  expect([...world.by(notes, 'folder', 'x')].map(({ key }) => key)).toEqual(['a', 'b'])
  expect(world.get(notes, 'a')?.text).toBe('one')
  expect(made()).toBe(0)

  expect([...world.by(notes, 'folder', 'archive')].map(({ sequence }) => sequence)).toEqual([2, 3])
  expect(world.stored(notes, 'b')?.sequence).toBe(4)
  expect(world.count(notes)).toBe(4)
  expect(made()).toBe(1)
})

it.each([
  ['by a key that is not there yet', (world: World) => world.get(notes, 'old2')],
  ['by another index', (world: World) => world.one(notes, 'word', 'older')],
  ['by counting', (world: World) => world.count(notes) === 3 && world.get(notes, 'old2')],
  ['by walking through all', (world: World) => [...world.all(notes)].at(-1)?.record],
])('finds a record of the seed that nobody has looked for %s', (_way, find) => {
  expect(find(createWorldOnDemand().world)).toEqual({ id: 'old2', folder: 'archive', text: 'older' })
})

it('restores from a snapshot what nobody has looked for, without making it', () => {
  const { world, made } = createWorldOnDemand()
  const snapshot = world.snapshot()
  write(world, { id: 'old1', folder: 'archive', text: world.get(notes, 'old1')?.text + ', changed' })

  world.restore(snapshot)

  expect(made()).toBe(1)
  expect(world.get(notes, 'old1')?.text).toBe('old')
  expect(world.stored(notes, 'old2')?.sequence).toBe(3)
  expect(world.count(notes)).toBe(3)
})

it('writes into a file what nobody has looked for', () => {
  const { world } = createWorldOnDemand()
  const file = JSON.stringify(world.snapshot())

  world.restore(JSON.parse(file) as WorldSnapshot)

  expect(world.count(notes)).toBe(3)
  expect(JSON.stringify(world.snapshot())).toBe(file)
})

it('finds records anew after a change of what an index depends on', () => {
  const world = createWorld()
  const wanted = { word: 'green' }
  const marked = collectionOf<Note>()('exchange', 'marked', {
    key: (note) => note.id,
    indexes: { hit: ({ text }) => (text.includes(wanted.word) ? 'yes' : undefined) },
  })
  world.commit({
    cause: 'test',
    reason: 'changed',
    writes: [
      put(marked, { id: 'a', folder: '', text: 'green' }),
      put(marked, { id: 'b', folder: '', text: 'red' }),
    ],
  })

  wanted.word = 'red'
  world.reindex(marked)

  expect([...world.by(marked, 'hit', 'yes')].map(({ key }) => key)).toEqual(['b'])
})
