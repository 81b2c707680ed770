import { SPACE_SAMPLES } from '../cases/keywords/samples.js'
import type { Fate, Sabotage } from '../relays/sabotage.js'
import type { WireRequest } from '../relays/wire.js'
import type { Saboteur } from './saboteur.js'
import { adding } from './wire-edits.js'

const MEETING_PATH = /^\/connector\/v1\/users\/[^/]+\/meetings\//
/** Every location that brings a space, and is judged by there being one. */
const SPACE_SAMPLE_CHECKS = SPACE_SAMPLES.filter(({ becomes }) => becomes !== 'personal room').map(
  (sample) => sample.check,
)
const JSON_HEADERS = { 'content-type': 'application/json' }

/** Nodes that deal wrongly with Webex: the site, the cloud and what is uploaded there. */
export const CLOUD_SABOTEURS: readonly Saboteur[] = [
  {
    id: 'leaks-password',
    title: 'Sends the Exchange password to the cloud, encoded, in a header',
    turnsRed: ['HC-002/password'],
    create: ({ exchangePassword }) => ({
      request: (request) =>
        forwarded(withHeader(request, Buffer.from(`svc:${exchangePassword}`).toString('base64'))),
    }),
  },
  {
    id: 'takes-wrong-room',
    title: "Takes another person's personal room",
    turnsRed: ['HC-090/owner', 'HC-091/link', 'HC-097/typed', 'HC-143/copies'],
    create: () => ({
      rewritesAnswerTo: (request) => request.service === 'site',
      answer: (answer) => ({ ...answer, body: answer.body.replace(/\/meet\/alice\b/g, '/meet/bob') }),
    }),
  },
  {
    id: 'uploads-clear-text',
    title: 'Uploads the subject in the clear',
    // What the cloud never had cannot be removed from it.
    turnsRed: ['HC-153/removed', 'HC-191/clear-text', 'HC-193/ciphertext', 'HC-193/content', 'HC-193/every'],
    create: () => ({ request: uploadClearText }),
  },
  {
    id: 'keeps-cancelled',
    title: 'Leaves a cancelled meeting in the list',
    turnsRed: ['HC-153/removed'],
    create: () => ({
      request: (request) =>
        isMeeting(request, 'DELETE')
          ? { kind: 'swallowed', answer: { status: 204, headers: {}, body: '' } }
          : forwarded(request),
    }),
  },
  {
    id: 'keeps-first-start',
    title: 'Does not tell the cloud when a meeting moves',
    turnsRed: ['HC-156/start', 'HC-193/every'],
    create: swallowNewStarts,
  },
  {
    id: 'makes-second-space',
    title: 'Asks for a second space for the same meeting',
    turnsRed: ['HC-110/title', 'HC-121/one-space', ...SPACE_SAMPLE_CHECKS],
    create: () =>
      adding({
        when: ({ path }) => path.startsWith('/connector/v1/join-details'),
        what: (request) => ({
          ...request,
          headers: withoutIdempotencyKey(request),
          body: request.body.replace(/("meetingKey": *")/, '$1again-'),
        }),
        times: Infinity,
      }),
  },
  {
    id: 'registers-twice',
    title: 'Registers the cluster a second time',
    turnsRed: ['HC-202/once'],
    create: () =>
      adding({
        when: ({ path }) => path.startsWith('/connector/v1/registrations'),
        what: (request) => request,
      }),
  },
]

function forwarded(request: WireRequest): Fate {
  return { kind: 'forwarded', request }
}

function isMeeting(request: WireRequest, method: string): boolean {
  return request.service === 'cloud' && request.method === method && MEETING_PATH.test(request.path)
}

function withHeader(request: WireRequest, value: string): WireRequest {
  return request.service === 'cloud'
    ? { ...request, headers: { ...request.headers, 'x-diagnostics': value } }
    : request
}

function uploadClearText(request: WireRequest): Fate {
  if (!isMeeting(request, 'PUT')) return forwarded(request)
  const body = request.body.replace(/("encryptedSubject": *")[^"]*/, '$1Merger with Zanzibar Spices')
  return {
    kind: 'forged',
    request: { ...request, body },
    answer: { status: 200, headers: JSON_HEADERS, body: '{}' },
  }
}

function swallowNewStarts(): Sabotage {
  const starts = new Map<string, string | undefined>()
  return {
    request: (request) => {
      if (!isMeeting(request, 'PUT')) return forwarded(request)
      const start = /"start": *"([^"]*)/.exec(request.body)?.[1]
      const first = starts.get(request.path) ?? start
      starts.set(request.path, first)
      return first === start
        ? forwarded(request)
        : { kind: 'swallowed', answer: { status: 200, headers: JSON_HEADERS, body: '{}' } }
    },
  }
}

function withoutIdempotencyKey(request: WireRequest) {
  return Object.fromEntries(Object.entries(request.headers).filter(([name]) => name !== 'idempotency-key'))
}
