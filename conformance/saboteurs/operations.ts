import type { Fate, Sabotage } from '../relays/sabotage.js'
import type { WireAnswer, WireRequest } from '../relays/wire.js'
import { withholding } from './ews-answers.js'
import type { Saboteur } from './saboteur.js'
import { adding, calendarItemsIn, editing, isEws, valueOf, withOperation } from './wire-edits.js'

const CALENDAR = '<t:DistinguishedFolderId Id="calendar"/>'
const IDS = '<t:BaseShape>IdOnly</t:BaseShape>'

/** Nodes that use an operation otherwise than it is documented, or not at all. */
export const OPERATION_SABOTEURS: readonly Saboteur[] = [
  {
    id: 'searches-without-end',
    title: 'Looks through the whole calendar instead of a view of it',
    turnsRed: ['OP-02/bounded'],
    create: () =>
      once(
        `<m:FindItem Traversal="Shallow"><m:ItemShape>${IDS}</m:ItemShape><m:IndexedPageItemView MaxEntriesReturned="1" Offset="0" BasePoint="Beginning"/><m:ParentFolderIds>${CALENDAR}</m:ParentFolderIds></m:FindItem>`,
      ),
  },
  {
    id: 'subscribes-unbound',
    title: 'Subscribes to a calendar without having bound to it',
    turnsRed: ['OP-03/bound-first'],
    create: () => withholding('GetFolder', names('dave@')),
  },
  {
    id: 'reads-once',
    title: 'Does not read again what it has read once',
    turnsRed: ['OP-04/after-notification'],
    create: () => remembering('Nothing to see'),
  },
  {
    id: 'listens-too-long',
    title: 'Wants to listen for an hour',
    turnsRed: ['OP-05/timeout'],
    create: () =>
      once(
        '<m:GetStreamingEvents><m:SubscriptionIds><t:SubscriptionId>AAAA</t:SubscriptionId></m:SubscriptionIds><m:ConnectionTimeout>60</m:ConnectionTimeout></m:GetStreamingEvents>',
      ),
  },
  {
    id: 'asks-not-everyone',
    title: 'Leaves somebody out when it asks for automatic replies',
    turnsRed: ['OP-06/everyone'],
    create: () => withholding('GetUserOofSettingsRequest', names('bob@')),
  },
  {
    id: 'subscribes-to-pull',
    title: 'Asks for a subscription to be polled',
    turnsRed: ['OP-07/streaming', 'HC-051/event-types'],
    create: () =>
      once(
        `<m:Subscribe><m:PullSubscriptionRequest><t:FolderIds>${CALENDAR}</t:FolderIds><t:EventTypes><t:EventType>CreatedEvent</t:EventType></t:EventTypes><t:Timeout>0</t:Timeout></m:PullSubscriptionRequest></m:Subscribe>`,
      ),
  },
  {
    id: 'turns-wide-pages',
    title: 'Wants more changes at once than Exchange gives',
    turnsRed: ['OP-08/page'],
    create: () =>
      once(
        `<m:SyncFolderItems><m:ItemShape>${IDS}</m:ItemShape><m:SyncFolderId>${CALENDAR}</m:SyncFolderId><m:MaxChangesReturned>1000</m:MaxChangesReturned></m:SyncFolderItems>`,
      ),
  },
  {
    id: 'never-looks-back',
    title: 'Does not look for what it missed before it subscribed',
    turnsRed: ['OP-08/after-subscribe'],
    create: () => withholding('SyncFolderItems', names('dave@')),
  },
  {
    id: 'keeps-subscription',
    title: 'Keeps the subscription of a person who is taken away',
    turnsRed: ['OP-09/ended', 'HC-050/one-each'],
    create: () => withholding('Unsubscribe'),
  },
  {
    id: 'schedules-silently',
    title: 'Saves a meeting that was asked for without inviting anybody',
    turnsRed: ['OP-11/created', 'OP-11/invited'],
    create: () =>
      editing('CreateItem', (body) => body.replace(/(SendMeetingInvitations=")[^"]*/, '$1SendToNone')),
  },
  {
    id: 'claims-all-are-free',
    title: 'Answers who is free without asking Exchange',
    turnsRed: ['OP-12/asked'],
    create: () => withholding('GetUserAvailabilityRequest'),
  },
  {
    id: 'reads-on',
    title: 'Reads on in the calendar of a person who is disabled',
    turnsRed: ['HC-062/left-alone'],
    create: readingOn,
  },
]

/** One further call as the person whose calendar was bound to. */
function once(operation: string): Sabotage {
  return adding({
    when: (request) => isEws(request, 'GetFolder'),
    what: (request) => withOperation(request, operation),
  })
}

function names(start: string): (request: WireRequest) => boolean {
  return ({ body }) => body.toLowerCase().includes(`>${start}`)
}

/** Answers every further GetItem for the meeting of that subject, whoever's copy it is, with what it said first. */
function remembering(subject: string): Sabotage {
  const known = new Map<string, WireAnswer>()
  return {
    request: (request): Fate => {
      const answer = isEws(request, 'GetItem') ? known.get(itemIdIn(request.body) ?? '') : undefined
      return answer === undefined ? { kind: 'forwarded', request } : { kind: 'swallowed', answer }
    },
    rewritesAnswerTo: (request) => isEws(request, 'GetItem'),
    answer: (answer) => {
      const item = calendarItemsIn(answer.body).find((xml) => valueOf(xml, 'Subject') === subject)
      const itemId = itemIdIn(item ?? '')
      if (itemId !== undefined && !known.has(itemId)) known.set(itemId, answer)
      return answer
    },
  }
}

function itemIdIn(xml: string): string | undefined {
  return /ItemId Id="([^"]*)/.exec(xml)?.[1]
}

/** Repeats a call on dave's mailbox after each GetItem, from the end of his subscription until there is another. */
function readingOn(): Sabotage {
  let call: WireRequest | undefined
  let isAway = false
  const isDaves = names('dave@')
  return {
    after: async (request, status, send) => {
      if (status >= 300) return
      if (isEws(request, 'GetFolder') && isDaves(request)) call ??= withoutLogIn(request)
      if (isEws(request, 'Subscribe') && isDaves(request)) isAway = false
      if (isEws(request, 'Unsubscribe')) isAway = true
      if (isAway && call !== undefined && isEws(request, 'GetItem')) await send(call)
    },
  }
}

/** For another connection, which has logged in already: a handshake is of no use there. */
function withoutLogIn(request: WireRequest): WireRequest {
  const headers = Object.entries(request.headers).filter(([name]) => name !== 'authorization')
  return { ...request, headers: Object.fromEntries(headers) }
}
