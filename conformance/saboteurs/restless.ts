import type { Sabotage } from '../relays/sabotage.js'
import type { WireRequest } from '../relays/wire.js'
import type { Saboteur } from './saboteur.js'
import { calendarItemsIn, isEws, valueOf } from './wire-edits.js'

/** Nodes that write a meeting again although nothing of it has to be written. */
export const RESTLESS_SABOTEURS: readonly Saboteur[] = [
  {
    id: 'restless-after-move',
    title: 'Keeps writing a meeting that has moved',
    turnsRed: ['HC-142/rest-after-move'],
    create: () => rewritingOn('Moving target', (item) => valueOf(item, 'Start') ?? ''),
  },
  {
    id: 'restless-after-answers',
    title: 'Writes a meeting again when people answer',
    turnsRed: ['HC-142/rest-after-answers'],
    create: () => rewritingOn('Please answer', (item) => String(/ResponseType>Accept</.test(item))),
  },
]

/** Notes the update of the meeting of that subject, and repeats it thrice once what is read of it has changed. */
function rewritingOn(subject: string, trait: (item: string) => string): Sabotage {
  const copies = new Set<string>()
  let first: string | undefined
  let hasChanged = false
  let update: WireRequest | undefined
  return {
    rewritesAnswerTo: (request) => isEws(request, 'GetItem'),
    answer: (answer) => {
      const item = calendarItemsIn(answer.body).find((xml) => valueOf(xml, 'Subject') === subject)
      if (item === undefined) return answer
      copies.add(/ItemId Id="([^"]*)/.exec(item)?.[1] ?? '')
      first ??= trait(item)
      hasChanged ||= trait(item) !== first
      return answer
    },
    after: async (request, _status, send) => {
      const isMeant = [...copies].some((itemId) => request.body.includes(itemId))
      if (isMeant && isEws(request, 'UpdateItem')) update = request
      if (!hasChanged || update === undefined) return
      const again = update
      update = undefined
      for (let copy = 0; copy < 3; copy += 1) await send(again)
    },
  }
}
