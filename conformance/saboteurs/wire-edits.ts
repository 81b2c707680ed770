import type { Sabotage, SendUpstream } from '../relays/sabotage.js'
import { type WireRequest, soapOperation } from '../relays/wire.js'

/** Whether a request is that EWS operation. */
export function isEws(request: WireRequest, operation: string): boolean {
  return request.service === 'exchange' && soapOperation(request.body) === operation
}

/** Rewrites the body of every request of an EWS operation. */
export function editing(operation: string, edit: (body: string) => string): Sabotage {
  return {
    request: (request) => ({
      kind: 'forwarded',
      request: isEws(request, operation) ? { ...request, body: edit(request.body) } : request,
    }),
  }
}

const CALENDAR_ITEM = /<(?:\w+:)?CalendarItem>.*?<\/(?:\w+:)?CalendarItem>/gs

/** The meetings in an answer to GetItem. */
export function calendarItemsIn(body: string): readonly string[] {
  return body.match(CALENDAR_ITEM) ?? []
}

/** Rewrites what a node reads of the meeting with that subject: each `t:CalendarItem` in answers to GetItem. */
export function misreading(subject: string, edit: (item: string) => string): Sabotage {
  return misreadingAll({ [subject]: edit })
}

/** Rewrites what a node reads of several meetings, by subject. */
export function misreadingAll(edits: Readonly<Record<string, (item: string) => string>>): Sabotage {
  const rewrite = (xml: string): string => edits[valueOf(xml, 'Subject') ?? '']?.(xml) ?? xml
  return {
    rewritesAnswerTo: (request) => isEws(request, 'GetItem'),
    answer: (answer) => ({ ...answer, body: answer.body.replace(CALENDAR_ITEM, rewrite) }),
  }
}

/** Reads every meeting whose subject is a key as if its location were the value. */
export function mistaking(locations: Readonly<Record<string, string>>): Sabotage {
  const edits = Object.entries(locations).map(
    ([subject, location]) =>
      [subject, (item: string): string => withValue(item, 'Location', location)] as const,
  )
  return misreadingAll(Object.fromEntries(edits))
}

export interface Addition {
  /** Which request the addition follows. */
  readonly when: (request: WireRequest) => boolean
  /** What is sent after it. */
  readonly what: (request: WireRequest) => WireRequest
  /** How many are sent each time; default 1. */
  readonly copies?: number
  /** How often at all; default 1. */
  readonly times?: number
}

/** Sends further requests after an accepted one, as the node that sent it. */
export function adding({ when, what, copies = 1, times = 1 }: Addition): Sabotage {
  let left = times
  return {
    after: async (request: WireRequest, status: number, send: SendUpstream) => {
      if (left === 0 || status >= 300 || !when(request)) return
      left -= 1
      for (let copy = 0; copy < copies; copy += 1) await send(what(request))
    },
  }
}

/** The same request with another SOAP body; `m:` and `t:` are bound for it. */
export function withOperation(request: WireRequest, operation: string): WireRequest {
  const bound = operation.replace(
    />/,
    ' xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types">',
  )
  const body = request.body.replace(
    /(<(?:[\w.-]+:)?Body\b[^>]*>).*(<\/(?:[\w.-]+:)?Body>)/s,
    (_whole, open: string, close: string) => open + bound + close,
  )
  return { ...request, body }
}

/** The same request on behalf of another person of the same organization. */
export function asPerson(request: WireRequest, name: string): WireRequest {
  const body = request.body.replace(
    /(<(?:\w+:)?ConnectingSID>.*?>)[^<@]+@/s,
    (_whole, before: string) => `${before}${name}@`,
  )
  return { ...request, body }
}

/** The text of the first element of that local name. */
export function valueOf(xml: string, name: string): string | undefined {
  return new RegExp(`<(?:\\w+:)?${name}\\b[^>]*>([^<]*)<`).exec(xml)?.[1]
}

/** Replaces the text of the first element of that local name. */
export function withValue(xml: string, name: string, value: string): string {
  return xml.replace(
    new RegExp(`(<(?:\\w+:)?${name}\\b[^>]*>)[^<]*(<)`),
    (_whole, open: string, close: string) => open + value + close,
  )
}

/** Adds a property to an UpdateItem. */
export function withUpdate(body: string, path: string, property: string): string {
  const update = `<t:SetItemField xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types">${path}<t:CalendarItem>${property}</t:CalendarItem></t:SetItemField>`
  return body.replace(/<\/(?:\w+:)?Updates>/, (close) => update + close)
}
