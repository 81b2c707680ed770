import { createHash } from 'node:crypto'
import { firstId, itemIds, readItemId } from '../answers.js'
import { asks, editAnswers, editRequests } from '../interference.js'
import { mistake, type Mistake } from '../mistake.js'
import type { Interference } from '../relay.js'
import { madeNames, renameItems, type Names } from '../renaming.js'
import { appointment, calendarView, getItem, moveItem, setLocation } from '../requests.js'
import type { Scene } from '../scene.js'
import { listen, subscribe } from '../story.js'

async function layout(scene: Scene) {
  const somebody = scene.someone()
  const created = firstId((await scene.ask(somebody, appointment())).document)
  const found = firstId((await scene.ask(somebody, calendarView())).document)
  const { storageType, mailbox, storeId } = readItemId(created)
  return {
    isSameWhenFound: created === found,
    storageType,
    namesMailbox: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(mailbox),
    storeIdBytes: storeId.length,
  }
}

async function move(scene: Scene) {
  const somebody = scene.someone()
  const before = firstId((await scene.ask(somebody, appointment())).document)
  const after = firstId((await scene.ask(somebody, moveItem(before, 'deleteditems'))).document)
  return { hasNewId: before !== after, byOldId: (await scene.ask(somebody, getItem(before))).code }
}

async function otherCase(scene: Scene) {
  const somebody = scene.someone()
  const id = firstId((await scene.ask(somebody, appointment())).document)
  const changed = id.replace(/[a-z](?=[^a-z]*$)/, (letter) => letter.toUpperCase())
  const { code } = await scene.ask(somebody, getItem(changed))
  return { isFound: code === 'NoError' }
}

async function changeKeys(scene: Scene) {
  const somebody = scene.someone()
  const [created] = itemIds((await scene.ask(somebody, appointment())).document)
  const id = created?.id ?? ''
  const [written] = itemIds((await scene.ask(somebody, setLocation(id, 'Room'))).document)
  const [read] = itemIds((await scene.ask(somebody, getItem(id))).document)
  return {
    isNewWhenWritten: written?.changeKey !== created?.changeKey,
    isReadAsWritten: read?.changeKey === written?.changeKey,
  }
}

/** Writes with the change key that an event has told. */
async function keyOfEvent(scene: Scene) {
  const somebody = scene.someone()
  const story = await listen(scene, somebody, await subscribe(scene, somebody))
  await story.after('a meeting', () => scene.ask(somebody, appointment()))
  story.hangUp()
  const { id = '', changeKey = '' } = itemIds(story.chunks.join(''))[0] ?? {}
  return { changeKey, code: (await scene.ask(somebody, setLocation(id, 'Room', { changeKey }))).code }
}

const madeUp = (id: string) => createHash('sha256').update(id).digest('base64')

/** Keeps the name that an item had before it was moved. */
function lasting(): Names {
  const names = new Map<string, string>()
  const ids = new Map<string, string>()
  return {
    shown: (id) => names.get(id) ?? id,
    real: (name) => ids.get(name) ?? name,
    learn(request, document) {
      if (!asks(request, 'MoveItem')) return
      const [before, after] = [firstId(request.body), firstId(document)]
      const name = names.get(before) ?? before
      names.set(after, name)
      ids.set(name, after)
    },
  }
}

/** Takes an id that it has shown for one that differs in case alone. */
function foldingCase(): Names {
  const ids = new Map<string, string>()
  return {
    shown(id) {
      ids.set(id.toLowerCase(), id)
      return id
    },
    real: (name) => ids.get(name.toLowerCase()) ?? name,
  }
}

/** Shows each item with the change key with which it was first seen. */
function keepingKeys(): Interference {
  const keys = new Map<string, string>()
  return editAnswers((document) =>
    document.replace(
      /(<t:ItemId Id="([^"]+)" ChangeKey=)"([^"]+)"/g,
      (_, start: string, id: string, key: string) => {
        if (!keys.has(id)) keys.set(id, key)
        return `${start}"${keys.get(id)}"`
      },
    ),
  )
}

const EVENT_KEY = 'DwAAAA=='
const GARBAGE_KEY = 'AAAA'

/** How items and their versions are named. */
export const IDENTIFIER_MISTAKES: readonly Mistake[] = [
  mistake({
    id: '7a',
    mistake: 'makes ids up, so that they say nothing of mailbox and item',
    clause: '2.1',
    observe: layout,
    right: { isSameWhenFound: true, storageType: 3, namesMailbox: true, storeIdBytes: 70 },
    wrong: { isSameWhenFound: true, storageType: -1, namesMailbox: false, storeIdBytes: 0 },
    plant: { relay: () => renameItems(madeNames(madeUp)) },
  }),
  mistake({
    id: '7b',
    mistake: 'lets ids survive a move to another folder',
    clause: '2.1',
    observe: move,
    right: { hasNewId: true, byOldId: 'ErrorItemNotFound' },
    wrong: { hasNewId: false, byOldId: 'NoError' },
    plant: { relay: () => renameItems(lasting()) },
  }),
  mistake({
    id: '7c',
    mistake: 'compares ids without regard to case',
    clause: '2.1',
    observe: otherCase,
    right: { isFound: false },
    wrong: { isFound: true },
    plant: { relay: () => renameItems(foldingCase()) },
  }),
  mistake({
    id: '7d',
    mistake: 'leaves the change key as it is when an item is written',
    clause: '2.2',
    observe: changeKeys,
    right: { isNewWhenWritten: true, isReadAsWritten: true },
    wrong: { isNewWhenWritten: false, isReadAsWritten: true },
    plant: { relay: keepingKeys },
  }),
  mistake({
    id: '7e',
    mistake: 'refuses the change keys that its own notifications tell',
    clause: '2.2, 4.6',
    observe: keyOfEvent,
    right: { changeKey: EVENT_KEY, code: 'NoError' },
    wrong: { changeKey: EVENT_KEY, code: 'ErrorInvalidChangeKey' },
    plant: {
      relay: () =>
        editRequests((body) => body.replace(`ChangeKey="${EVENT_KEY}"`, `ChangeKey="${GARBAGE_KEY}"`)),
    },
  }),
]
