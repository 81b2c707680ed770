import { calendarItems, firstId, itemIds, texts } from '../answers.js'
import { asks, completeAnswers, documentOf, edited, type AskAlso } from '../interference.js'
import { mistake, type Mistake } from '../mistake.js'
import type { Interference } from '../relay.js'
import { appointment, attendee, getItem, storedItems } from '../requests.js'
import type { Scene } from '../scene.js'

const LIMITS = '3.1'
const WRITTEN = '&lt;p&gt;Agenda&lt;/p&gt;'
const BODY = `<t:Body BodyType="HTML">${WRITTEN}</t:Body>`

/** How a fragment of HTML is read again. */
async function written(scene: Scene) {
  const somebody = scene.someone()
  const id = firstId((await scene.ask(somebody, appointment({ body: BODY }))).document)
  const [body = ''] = texts(
    (await scene.ask(somebody, getItem(id, { fields: ['item:Body'] }))).document,
    'Body',
  )
  return {
    isAsWritten: body === WRITTEN,
    isDocument: body.startsWith('&lt;html&gt;'),
    holdsIt: body.includes(WRITTEN),
  }
}

/** What of a meeting is in a search for all that there is. */
async function row(scene: Scene) {
  const organizer = scene.someone()
  const more = attendee(scene.someone().mail)
  await scene.ask(organizer, appointment({ body: BODY, more, sending: 'SendToAllAndSaveCopy' }))
  const { document } = await scene.ask(organizer, storedItems({ base: 'AllProperties' }))
  const organizerShown = partOf(document, 'Organizer') ?? ''
  return {
    body: partOf(document, 'Body') !== undefined,
    attendees: partOf(document, 'RequiredAttendees') !== undefined,
    organizerName: texts(organizerShown, 'Name').length === 1,
    organizerAddress: texts(organizerShown, 'EmailAddress').length === 1,
  }
}

const SHOWN = { body: false, attendees: false, organizerName: true, organizerAddress: false }

function partOf(document: string, name: string): string | undefined {
  return new RegExp(`<t:${name}[ >].*?</t:${name}>`, 's').exec(document)?.[0]
}

/** Keeps bodies as they were written. */
function literalBodies(): Interference {
  const bodies = new Map<string, string>()
  return async (request, forward) => {
    const answer = await forward(request)
    const given = partOf(request.body, 'Body')
    if (asks(request, 'CreateItem') && given !== undefined) bodies.set(firstId(documentOf(answer)), given)
    if (!asks(request, 'GetItem')) return answer
    return edited(answer, (document) => {
      const [kept, shown] = [bodies.get(firstId(document)), partOf(document, 'Body')]
      return kept === undefined || shown === undefined ? document : document.replace(shown, kept)
    })
  }
}

/** Shows a property in searches as GetItem shows it. */
function showAlso(name: string): Interference {
  return completeAnswers('FindItem', async (document, ask) => {
    let complete = document
    for (const item of calendarItems(document))
      complete = complete.replace(item, await withPart(item, name, ask))
    return complete
  })
}

async function withPart(item: string, name: string, ask: AskAlso): Promise<string> {
  const [{ id } = { id: '' }] = itemIds(item)
  const part = partOf(await ask(getItem(id, { base: 'AllProperties' })), name) ?? ''
  const shown = partOf(item, name)
  return shown === undefined
    ? item.replace('</t:CalendarItem>', () => `${part}</t:CalendarItem>`)
    : item.replace(shown, () => part)
}

/** What is read of an item, and where. */
export const BODY_MISTAKES: readonly Mistake[] = [
  mistake({
    id: '13a',
    mistake: 'returns a body exactly as it was written',
    clause: '5.6',
    observe: written,
    right: { isAsWritten: false, isDocument: true, holdsIt: true },
    wrong: { isAsWritten: true, isDocument: false, holdsIt: true },
    plant: { relay: literalBodies },
  }),
  mistake({
    id: '13b',
    mistake: 'returns bodies from FindItem',
    clause: LIMITS,
    observe: row,
    right: SHOWN,
    wrong: { ...SHOWN, body: true },
    plant: { relay: () => showAlso('Body') },
  }),
  mistake({
    id: '13c',
    mistake: 'returns attendees from FindItem',
    clause: LIMITS,
    observe: row,
    right: SHOWN,
    wrong: { ...SHOWN, attendees: true },
    plant: { relay: () => showAlso('RequiredAttendees') },
  }),
  mistake({
    id: '13d',
    mistake: "returns organizers' addresses from FindItem",
    clause: LIMITS,
    observe: row,
    right: SHOWN,
    wrong: { ...SHOWN, organizerAddress: true },
    plant: { relay: () => showAlso('Organizer') },
  }),
]
