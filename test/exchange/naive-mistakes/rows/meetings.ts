import { calendarItems, firstId, texts } from '../answers.js'
import { asks, editAnswers, editRequests, documentOf, isStream, mapEnvelopes } from '../interference.js'
import { mistake, type Mistake } from '../mistake.js'
import type { Interference } from '../relay.js'
import { appointment, attendee, calendarView, setLocation } from '../requests.js'
import type { Asker, Scene } from '../scene.js'
import { listen, subscribe } from '../story.js'

const COPIES = '5.4'
const EVENTS = '6'
const ANSWER = 'calendar:MyResponseType'

function invitation({ mail }: Asker): string {
  const more = `<t:Location>Room 1</t:Location>${attendee(mail)}`
  return appointment({ more, sending: 'SendToAllAndSaveCopy' })
}

/** Where an attendee sees a meeting after the organizer has moved it without telling anybody. */
async function untold(scene: Scene) {
  const [organizer, invited] = [scene.someone(), scene.someone()]
  const id = firstId((await scene.ask(organizer, invitation(invited))).document)
  await scene.ask(organizer, setLocation(id, 'Room 2'))
  return texts(
    (await scene.ask(invited, calendarView({ fields: ['calendar:Location'] }))).document,
    'Location',
  )
}

/** How an attendee's calendar shows a meeting that has not been answered. */
async function unanswered(scene: Scene) {
  const [organizer, invited] = [scene.someone(), scene.someone()]
  await scene.ask(organizer, invitation(invited))
  const fields = [ANSWER, 'calendar:LegacyFreeBusyStatus']
  const { document } = await scene.ask(invited, calendarView({ fields }))
  return { answers: texts(document, 'MyResponseType'), busy: texts(document, 'LegacyFreeBusyStatus') }
}

/** What is told of an attendee's calendar when a request arrives. */
async function arrival(scene: Scene) {
  const [organizer, invited] = [scene.someone(), scene.someone()]
  const story = await listen(scene, invited, await subscribe(scene, invited))
  await story.after('invited', () => scene.ask(organizer, invitation(invited)))
  story.hangUp()
  return itemEvents(story.chunks)
}

/** What a connector is told of what it has written itself. */
async function ownWrite(scene: Scene) {
  const somebody = scene.someone()
  const connector = scene.connectorFor(somebody)
  const id = firstId((await scene.ask(somebody, appointment())).document)
  const story = await listen(scene, connector, await subscribe(scene, connector))
  await story.after('written', () => scene.ask(connector, setLocation(id, '@webex')))
  story.hangUp()
  return itemEvents(story.chunks)
}

const ITEM_EVENT = /<t:(\w+Event)><t:TimeStamp>[^<]*<\/t:TimeStamp><t:ItemId Id="([^"]+)".*?<\/t:\1>/gs

/** Kinds of the events of items, in order. */
function itemEvents(chunks: readonly string[]): readonly string[] {
  return [...chunks.join('').matchAll(ITEM_EVENT)].map(([, kind = '']) => kind)
}

/** Tells a client of the items that it may hear of: by which it has been shown, and which it has written. */
function tellOnly(
  isTold: (of: { readonly isShown: boolean; readonly isWritten: boolean }) => boolean,
): Interference {
  const shown = new Set<string>()
  const written = new Set<string>()
  return async (request, forward) => {
    const client = String(request.fields['authorization'])
    const keys = (document: string) =>
      [...document.matchAll(/<t:ItemId Id="([^"]+)"/g)].map(([, id = '']) => `${client} ${id}`)
    if (asks(request, 'UpdateItem')) for (const key of keys(request.body)) written.add(key)
    const answer = await forward(request)
    if (!isStream(answer)) {
      for (const key of keys(documentOf(answer))) shown.add(key)
      return answer
    }
    const tell = (event: string, _kind: string, id: string) => {
      const key = `${client} ${id}`
      return isTold({ isShown: shown.has(key), isWritten: written.has(key) }) ? event : ''
    }
    const edit = (envelope: string) => [envelope.replace(ITEM_EVENT, tell)]
    return { ...answer, body: mapEnvelopes(answer.body, edit) }
  }
}

/** Hides what has not been answered. */
function withoutUnanswered(document: string): string {
  const unansweredItems = calendarItems(document).filter((item) => item.includes('>NoResponseReceived<'))
  return unansweredItems.reduce((rest, item) => rest.replace(item, ''), document)
}

const UPDATE_TO_NONE = /(SendMeetingInvitationsOrCancellations=")SendToNone"/

/** What becomes of the copies of a meeting, and who hears of it. */
export const MEETING_MISTAKES: readonly Mistake[] = [
  mistake({
    id: '12a',
    mistake: "updates attendees' copies on SendToNone",
    clause: COPIES,
    observe: untold,
    right: ['Room 1'],
    wrong: ['Room 2'],
    plant: {
      relay: () => editRequests((body) => body.replace(UPDATE_TO_NONE, '$1SendToAllAndSaveCopy"')),
    },
  }),
  mistake({
    id: '12b',
    mistake: "puts no tentative copy into the attendee's calendar",
    clause: COPIES,
    observe: unanswered,
    right: { answers: ['NoResponseReceived'], busy: ['Tentative'] },
    wrong: { answers: [], busy: [] },
    plant: { relay: () => editAnswers(withoutUnanswered) },
  }),
  mistake({
    id: '12c',
    mistake: 'raises no Created and Modified events for the tentative copy',
    clause: EVENTS,
    observe: arrival,
    right: ['CreatedEvent', 'ModifiedEvent'],
    wrong: [],
    plant: { relay: () => tellOnly(({ isShown }) => isShown) },
  }),
  mistake({
    id: '12d',
    mistake: "does not echo a connector's own writes",
    clause: EVENTS,
    observe: ownWrite,
    right: ['ModifiedEvent'],
    wrong: [],
    plant: { relay: () => tellOnly(({ isWritten }) => !isWritten) },
  }),
]
