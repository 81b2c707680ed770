import type { Fate, Sabotage } from '../relays/sabotage.js'
import type { WireRequest } from '../relays/wire.js'
import { realNow, within } from '../time-and-chance/clock.js'
import { EMPTY_ANSWERS, withholding } from './ews-answers.js'
import type { Saboteur } from './saboteur.js'
import { adding, calendarItemsIn, isEws, mistaking, valueOf } from './wire-edits.js'

/** Nodes that are slow, forgetful or over-eager when one of them is lost for a while. */
export const CLUSTER_SABOTEURS: readonly Saboteur[] = [
  {
    id: 'never-probes',
    title: 'Does not ask whether Exchange is back',
    turnsRed: ['OP-01/connectivity'],
    create: () => withholding('ConvertId'),
  },
  {
    id: 'stops-listening',
    title: 'Does not open a stream that broke again',
    turnsRed: ['HC-052/reopened', 'HC-056/synced', 'HC-056/decorated', 'HC-193/every'],
    create: () => fromTheCutOn('GetStreamingEvents', { status: 503, headers: {}, body: '' }),
  },
  {
    id: 'forgets-gap',
    title: 'Does not look for what it missed while it was cut off',
    turnsRed: ['HC-056/synced'],
    create: () => fromTheCutOn('SyncFolderItems', EMPTY_ANSWERS.SyncFolderItems),
  },
  {
    id: 'misses-cut',
    title: 'Loses a meeting that was made while it was cut off',
    turnsRed: ['HC-056/decorated'],
    create: () => mistaking({ 'During the cut': 'Room 14' }),
  },
  {
    id: 'makes-up-twice',
    title: 'Writes what it catches up with twice',
    turnsRed: ['HC-056/once'],
    create: () => repeating('Rewritten during the cut.'),
  },
  {
    id: 'dawdles',
    title: 'Takes over, but far too late',
    turnsRed: ['HC-222/kill', 'HC-222/kill-soon', 'HC-222/partition', 'HC-222/partition-soon'],
    create: () => dawdling(58_000),
  },
  {
    id: 'takes-its-time',
    title: 'Takes over, but not in thirty seconds',
    turnsRed: ['HC-222/kill-soon', 'HC-222/partition-soon'],
    create: () => dawdling(38_000),
  },
  {
    id: 'loses-work',
    title: 'Loses a meeting that was made during the takeover',
    turnsRed: ['HC-223/kill', 'HC-223/partition'],
    create: () => mistaking({ 'A kill, during': 'Room 15', 'A partition, during': 'Room 15' }),
  },
  {
    id: 'does-it-twice',
    title: 'Writes what it takes over twice',
    turnsRed: ['HC-224/kill', 'HC-224/partition'],
    create: () => repeating('Rewritten during the takeover.'),
  },
  {
    id: 'stumbles-on-return',
    title: 'Loses a meeting that was made after the return of a node',
    turnsRed: ['HC-225/kill', 'HC-225/partition'],
    create: () => mistaking({ 'A kill, after': 'Room 15', 'A partition, after': 'Room 15' }),
  },
]

/** Repeats each UpdateItem that carries a text, once. */
function repeating(text: string): Sabotage {
  return adding({
    when: (request) => isEws(request, 'UpdateItem') && request.body.includes(text),
    what: overwriting,
    times: Infinity,
  })
}

/** The second write is no conflict then: it succeeds as well. */
function overwriting(request: WireRequest): WireRequest {
  return {
    ...request,
    body: request.body.replace(/ConflictResolution="\w+"/, 'ConflictResolution="AlwaysOverwrite"'),
  }
}

/** Keeps an operation from Exchange once the meeting that precedes the cut has been read with its join details. */
function fromTheCutOn(
  operation: string,
  answer: { readonly status: number; readonly headers: object; readonly body: string },
): Sabotage {
  let isOn = false
  return {
    rewritesAnswerTo: (request) => isEws(request, 'GetItem'),
    answer: (read) => {
      isOn ||= calendarItemsIn(read.body).some(
        (item) =>
          valueOf(item, 'Subject') === 'Before the cut' && item.includes('TMS:ExternalConferenceData'),
      )
      return read
    },
    request: (request): Fate =>
      isOn && isEws(request, operation)
        ? { kind: 'swallowed', answer: { ...answer, headers: {} } }
        : { kind: 'forwarded', request },
  }
}

/** A node that has asked nothing for so long is taken to be lost: a living one sends heartbeats. */
const LOST_AFTER_MS = 8_000

/** Holds back the subscriptions for mailboxes of a lost node, until it has not been heard of for so long. */
function dawdling(silentMs: number): Sabotage {
  const lastHeardOf = new Map<number, number>()
  const homes = new Map<string, number>()
  const silenceOf = (node: number): number => realNow() - (lastHeardOf.get(node) ?? 0)
  return {
    request: async (request): Promise<Fate> => {
      lastHeardOf.set(request.node, realNow())
      if (!isEws(request, 'Subscribe')) return { kind: 'forwarded', request }
      const mailbox = /ConnectingSID>.*?>([^<]+@[^<]+)</s.exec(request.body)?.[1] ?? ''
      const silence = silenceOf(homes.get(mailbox) ?? request.node)
      if (silence > LOST_AFTER_MS) {
        await within(Math.max(0, silentMs - silence), new Promise<never>(() => undefined), 'held')
      }
      homes.set(mailbox, request.node)
      return { kind: 'forwarded', request }
    },
  }
}
