import { rawPost, type RawAnswer, type RawPost } from '../../../simulators/exchange/testing/raw-post.js'
import { soapEnvelope } from '../../../simulators/exchange/testing/soap.js'
import type { Lab } from '../../../simulators/lab/index.js'

/** Who asks: somebody with a mailbox, or an account that acts for somebody. */
export interface Asker {
  readonly mail: string
  readonly user: string
  readonly password: string
  /** For whom it acts, when this is somebody else. */
  readonly as?: string
}

/** A complete answer. */
export interface Answered {
  readonly status: number
  readonly head: string
  readonly document: string
  /** The first response code, of a message or a fault; empty when there is none. */
  readonly code: string
}

/** Where a mistake is looked for: an address, people whom nobody has met before, and the lab's clock. */
export interface Scene {
  /** The port that is asked: of the lab, or of a plant before it. */
  readonly port: number
  /** Somebody with an empty mailbox. */
  someone(): Asker
  /** The service account, acting for somebody. */
  connectorFor(somebody: Asker): Asker
  /** Somebody whose mailbox is in Exchange Online, and their address there. */
  readonly remote: { readonly mail: string; readonly onlineMail: string }
  ask(asker: Asker, operation: string, how?: Partial<RawPost>): Promise<Answered>
  /** The same with an answer that stays open. */
  open(asker: Asker, operation: string, how?: Partial<RawPost>): Promise<RawAnswer>
  request(request: Omit<RawPost, 'port'>): Promise<Answered>
  /** Lets the time of the lab pass. */
  pass(ms: number): Promise<void>
  /** Resolves when nothing more comes of what has been said so far. */
  quiet(progress: () => number): Promise<void>
  /** The lab behind, for what administrators do. */
  readonly lab: Lab
}

/** Rounds without progress after which there is none on its way within one process. */
const QUIET_ROUNDS = 3

/** A scene at a port that leads to a lab, which hands its people out one by one. */
export function createScene(lab: Lab, port: number, people: Iterator<Asker>): Scene {
  const open = (asker: Asker, operation: string, how: Partial<RawPost> = {}): Promise<RawAnswer> =>
    rawPost({ port, credentials: credentialsOf(asker), body: soapEnvelope(operation, asker.as), ...how })
  const request = async (what: Omit<RawPost, 'port'>) => complete(await rawPost({ port, ...what }))
  const { down, password } = lab.ready.serviceAccount
  const { routingDomain } = lab.ready.exchangeOnline
  return {
    port,
    lab,
    open,
    request,
    remote: { mail: REMOTE, onlineMail: `carol@${routingDomain}` },
    someone() {
      const next = people.next()
      if (next.done !== true) return next.value
      throw new TypeError('Everybody has been met: give the lab more users.')
    },
    connectorFor: ({ mail }) => ({ mail, user: down, password, as: mail }),
    ask: async (...asked) => complete(await open(...asked)),
    pass: (ms) => lab.advance(ms),
    async quiet(progress) {
      for (let rounds = 0, known = progress(); rounds < QUIET_ROUNDS; rounds++) {
        await request({ method: 'GET', path: '/EWS/healthcheck.htm' })
        if (progress() !== known) rounds = -1
        known = progress()
      }
    },
  }
}

/** Whose mailbox is in Exchange Online. */
export const REMOTE = 'carol@ent-pa.example'

/** Everybody in a lab whom no document names. */
export function* peopleOf({ ready }: Lab): Generator<Asker> {
  for (const { mail, upn, password } of ready.users.slice(WELL_KNOWN)) yield { mail, user: upn, password }
}

/** alice, bob, carol, dave and erin. */
const WELL_KNOWN = 5

export function credentialsOf({ user, password }: Asker): string {
  return `${user}:${password}`
}

async function complete(answer: RawAnswer): Promise<Answered> {
  await Promise.race([answer.ended, answer.closed])
  answer.hangUp()
  const document = answer.chunks.join('')
  const code = /ResponseCode[^>]*>(\w+)</.exec(document)?.[1] ?? ''
  return { status: answer.status, head: answer.head, document, code }
}
