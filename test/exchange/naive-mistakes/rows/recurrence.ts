import { createHash } from 'node:crypto'
import { calendarItems, firstId, itemIds, readItemId, texts } from '../answers.js'
import { asks, completeAnswers, editAnswers, type AskAlso } from '../interference.js'
import { mistake, type Mistake } from '../mistake.js'
import type { RelayedRequest } from '../relay.js'
import { madeNames, renameItems } from '../renaming.js'
import { calendarView, storedItems, weekly } from '../requests.js'
import type { Scene } from '../scene.js'

const KIND = { fields: ['calendar:CalendarItemType'] }

/** When a series takes place that is at the same time for people, whose clocks change meanwhile. */
async function starts(scene: Scene) {
  const somebody = scene.someone()
  await scene.ask(somebody, weekly(2))
  return texts((await scene.ask(somebody, calendarView({ fields: ['calendar:Start'] }))).document, 'Start')
}

/** What of a series is found by a search. */
async function kinds(scene: Scene, search: string) {
  const somebody = scene.someone()
  await scene.ask(somebody, weekly(2))
  return texts((await scene.ask(somebody, search)).document, 'CalendarItemType')
}

/** How the second occurrence of a series is named. */
async function occurrenceId(scene: Scene) {
  const somebody = scene.someone()
  const master = readItemId(firstId((await scene.ask(somebody, weekly(2))).document))
  const [, second] = itemIds((await scene.ask(somebody, calendarView())).document)
  const { processing, storeId } = readItemId(second?.id ?? '')
  return {
    isMarked: processing === RECURRENCE,
    date: storeId.length > TICKS_AT + 8 ? dateOf(storeId.readBigUInt64BE(TICKS_AT)) : null,
    holdsMaster: master.storeId.length > 0 && storeId.includes(master.storeId),
  }
}

/** What ids of occurrences have in the place of a 0, and where their date is. @source ews.md 2.1 */
const RECURRENCE = 1
const TICKS_AT = 1

const TICKS_PER_MS = 10_000n
const EPOCH_TICKS = 621_355_968_000_000_000n

function dateOf(ticks: bigint): string {
  const day = Number((ticks - EPOCH_TICKS) / TICKS_PER_MS)
  const format = new Intl.DateTimeFormat('sv', { timeZone: 'UTC' })
  return format.format(day)
}

/** Has every occurrence at the time of day of the first. */
function sameTimeInUtc(document: string, request: RelayedRequest): string {
  if (!asks(request, 'CalendarView')) return document
  const time = /<t:Start>[^T]+(T[^<]+)</.exec(document)?.[1] ?? ''
  return document.replace(/(<t:Start>[^T<]+)T[^<]+/g, `$1${time}`)
}

const adding = (document: string, items: readonly string[]) =>
  document.replace('</t:Items>', `${items.join('')}</t:Items>`)

async function withMasters(document: string, ask: AskAlso, request: RelayedRequest): Promise<string> {
  return asks(request, 'CalendarView')
    ? adding(document, calendarItems(await ask(storedItems(KIND))))
    : document
}

async function withOccurrences(document: string, ask: AskAlso, request: RelayedRequest): Promise<string> {
  return asks(request, 'CalendarView')
    ? document
    : adding(document, calendarItems(await ask(calendarView(KIND))))
}

const madeUp = (id: string) =>
  readItemId(id).processing === RECURRENCE ? createHash('sha256').update(id).digest('base64') : id

/** How series are shown. */
export const RECURRENCE_MISTAKES: readonly Mistake[] = [
  mistake({
    id: '11a',
    mistake: 'expands recurrence in UTC',
    clause: '5.5',
    observe: starts,
    right: ['2026-03-02T17:00:00Z', '2026-03-09T16:00:00Z'],
    wrong: ['2026-03-02T17:00:00Z', '2026-03-09T17:00:00Z'],
    plant: { relay: () => editAnswers(sameTimeInUtc) },
  }),
  mistake({
    id: '11b',
    mistake: 'returns masters in a CalendarView',
    clause: '4.3',
    observe: (scene) => kinds(scene, calendarView(KIND)),
    right: ['Occurrence', 'Occurrence'],
    wrong: ['Occurrence', 'Occurrence', 'RecurringMaster'],
    plant: { relay: () => completeAnswers('FindItem', withMasters) },
  }),
  mistake({
    id: '11c',
    mistake: 'returns occurrences without a CalendarView',
    clause: '4.3',
    observe: (scene) => kinds(scene, storedItems(KIND)),
    right: ['RecurringMaster'],
    wrong: ['RecurringMaster', 'Occurrence', 'Occurrence'],
    plant: { relay: () => completeAnswers('FindItem', withOccurrences) },
  }),
  mistake({
    id: '11d',
    mistake: 'makes ids of occurrences up, so that they cannot be derived from the master',
    clause: '2.1',
    observe: occurrenceId,
    right: { isMarked: true, date: '2026-03-09', holdsMaster: true },
    wrong: { isMarked: false, date: null, holdsMaster: false },
    plant: { relay: () => renameItems(madeNames(madeUp)) },
  }),
]
