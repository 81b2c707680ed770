import { collectionOf, put, World } from '../../simulators/core/index.js'

interface Note {
  id: string
  tags: string[]
  author: { name: string }
}

const notes = collectionOf<Note>()('exchange', 'notes', {
  key: (note) => note.id,
  indexes: { author: (note) => note.author.name },
})

declare const world: World

/** The one way. */
export const change = world.commit({
  cause: 'fixture',
  reason: 'changed',
  writes: [put(notes, { id: 'a', tags: ['x'], author: { name: 'alice' } })],
})

const note = world.get(notes, 'a')
if (note !== undefined) {
  note.id = 'b' // refused: a record is readonly
  note.tags.push('y') // refused: to any depth
  note.author.name = 'mallory' // refused: to any depth
}
for (const stored of world.all(notes)) {
  stored.sequence = 1 // refused: record numbers are given by commit
  stored.record.tags[0] = 'z' // refused: to any depth
}
world.sequence = 7 // refused: the world counts for itself
world.tables.clear() // refused: there is no way to the tables
world.commit({ cause: 'fixture', reason: 'changed', writes: [put(notes, { id: 'a' })] }) // refused: a record is whole
world.by(notes, 'subject', 'x') // refused: an index that the collection does not have
