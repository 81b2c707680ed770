import { calendarItems, texts } from '../answers.js'
import {
  asks,
  completeAnswers,
  documentOf,
  editAnswers,
  editRequests,
  type AskAlso,
} from '../interference.js'
import { mistake, type Mistake } from '../mistake.js'
import type { Interference, RelayedRequest } from '../relay.js'
import { appointment, calendarView, syncItems, weekly } from '../requests.js'
import type { Asker, Scene } from '../scene.js'

const SYNC = '4.11'
const KIND = 'calendar:CalendarItemType'

async function stateOf(scene: Scene, somebody: Asker): Promise<string> {
  return texts((await scene.ask(somebody, syncItems())).document, 'SyncState')[0] ?? ''
}

/** What is told since a state. */
async function changesSince(scene: Scene, somebody: Asker, state: string): Promise<readonly string[]> {
  const { document } = await scene.ask(somebody, syncItems({ state }))
  return [...document.matchAll(/<t:(Create|Update|Delete)>/g)].map(([, kind = '']) => kind)
}

async function replay(scene: Scene) {
  const somebody = scene.someone()
  const state = await stateOf(scene, somebody)
  await scene.ask(somebody, appointment())
  return {
    first: await changesSince(scene, somebody, state),
    again: await changesSince(scene, somebody, state),
  }
}

async function otherFolder(scene: Scene) {
  const somebody = scene.someone()
  const state = await stateOf(scene, somebody)
  return (await scene.ask(somebody, syncItems({ folder: 'inbox', state }))).code
}

async function tooMany(scene: Scene) {
  const { status, code } = await scene.ask(scene.someone(), syncItems({ size: 513 }))
  return { status, code }
}

async function kindsOfSeries(scene: Scene) {
  const somebody = scene.someone()
  await scene.ask(somebody, weekly(3))
  return texts((await scene.ask(somebody, syncItems({ fields: [KIND] }))).document, 'CalendarItemType')
}

async function nothingNew(scene: Scene) {
  const somebody = scene.someone()
  const state = await stateOf(scene, somebody)
  const { code, document } = await scene.ask(somebody, syncItems({ state }))
  return {
    code,
    hasChanges: document.includes('<m:Changes'),
    isLast: texts(document, 'IncludesLastItemInRange')[0],
  }
}

const folderOf = ({ body }: RelayedRequest) => /<m:SyncFolderId>.*?Id="(\w+)"/.exec(body)?.[1] ?? ''
const STATE = /<m:SyncState>([^<]*)<\/m:SyncState>/

/** Remembers itself how far each client is. */
function ownCursor(): Interference {
  const cursors = new Map<string, string>()
  return async (request, forward) => {
    if (!asks(request, 'SyncFolderItems')) return forward(request)
    const client = `${String(request.fields['authorization'])} ${folderOf(request)}`
    const known = cursors.get(client)
    const body = known === undefined ? request.body : request.body.replace(STATE, known)
    const answer = await forward({ ...request, body })
    cursors.set(client, STATE.exec(documentOf(answer))?.[0] ?? '')
    return answer
  }
}

/** Reads a state for another folder as if there were none. */
function unboundStates(): Interference {
  const folders = new Map<string, string>()
  return async (request, forward) => {
    const state = STATE.exec(request.body)?.[1] ?? ''
    const isForeign = folders.has(state) && folders.get(state) !== folderOf(request)
    const answer = await forward({
      ...request,
      body: isForeign ? request.body.replace(STATE, '') : request.body,
    })
    if (asks(request, 'SyncFolderItems'))
      folders.set(STATE.exec(documentOf(answer))?.[1] ?? '', folderOf(request))
    return answer
  }
}

async function withOccurrences(document: string, ask: AskAlso): Promise<string> {
  const shown = calendarItems(await ask(calendarView({ fields: [KIND] })))
  return document.replace(
    '</m:Changes>',
    `${shown.map((item) => `<t:Create>${item}</t:Create>`).join('')}</m:Changes>`,
  )
}

/** What SyncFolderItems tells. */
export const SYNCHRONIZATION_MISTAKES: readonly Mistake[] = [
  mistake({
    id: '8a',
    mistake: 'has sync states that cannot be replayed',
    clause: SYNC,
    observe: replay,
    right: { first: ['Create'], again: ['Create'] },
    wrong: { first: ['Create'], again: [] },
    plant: { relay: ownCursor },
  }),
  mistake({
    id: '8b',
    mistake: 'takes the sync state of another folder',
    clause: SYNC,
    observe: otherFolder,
    right: 'ErrorInvalidSyncStateData',
    wrong: 'NoError',
    plant: { relay: unboundStates },
  }),
  mistake({
    id: '8c',
    mistake: 'takes 513 changes for 512 instead of refusing them',
    clause: SYNC,
    observe: tooMany,
    right: { status: 500, code: 'ErrorSchemaValidation' },
    wrong: { status: 200, code: 'NoError' },
    plant: { relay: () => editRequests((body) => body.replace('>513<', '>512<')) },
  }),
  mistake({
    id: '8d',
    mistake: 'reports occurrences in SyncFolderItems',
    clause: SYNC,
    observe: kindsOfSeries,
    right: ['RecurringMaster'],
    wrong: ['RecurringMaster', 'Occurrence', 'Occurrence', 'Occurrence'],
    plant: { relay: () => completeAnswers('SyncFolderItems', withOccurrences) },
  }),
  mistake({
    id: '8e',
    mistake: 'leaves Changes out when there are none',
    clause: SYNC,
    observe: nothingNew,
    right: { code: 'NoError', hasChanges: true, isLast: 'true' },
    wrong: { code: 'NoError', hasChanges: false, isLast: 'true' },
    plant: {
      relay: () =>
        editAnswers((document) => document.replace(/<m:Changes ?\/>|<m:Changes><\/m:Changes>/, '')),
    },
  }),
]
