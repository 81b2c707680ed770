import { ConformanceError } from '../conformance-error.js'
import type { HttpService } from '../relays/wire.js'
import type { Level } from '../requirements/requirement.js'
import { requestText } from './http-text.js'

/** One entry of the lab's journal, as far as the harness reads it. */
export interface JournalEntry {
  readonly id: number
  readonly kind: 'call' | 'stream' | 'message'
  readonly protocol: string
  readonly operation: string
  /** Name of the endpoint set: `main` for people, `node1` … for the subject's nodes. */
  readonly via: string
  readonly principal: string | null
  readonly target: string | null
  readonly outcome: string
}

/** The same with times, and with texts where they were asked for. */
export interface DetailedEntry extends JournalEntry {
  /** Lab time, epoch milliseconds. */
  readonly openedAt: number
  readonly request: string | null
  readonly response: string | null
}

export interface JournalPage<Entry = JournalEntry> {
  readonly entries: readonly Entry[]
  /** The cursor to go on from. */
  readonly next: number
}

/** The most entries one page holds. */
export const JOURNAL_PAGE = 1000

export type DirectoryService = 'ldap' | 'ldaps' | 'gc' | 'gcs'
export type Origins = Readonly<Partial<Record<HttpService | 'exchangeHttp' | DirectoryService, string>>>

export interface SubjectRequest {
  readonly node: number
  readonly level: Level
  readonly clock: 'real'
  readonly endpointSet: string
  readonly stateDir: string
  readonly sharedDir: string
}

/** The document of a node; what else is in it is between the lab and the subject. */
export interface PreparedSubject {
  readonly caFile: string
}

/** The part of the lab's admin API that a conformance run uses. */
export interface AdminApi {
  /** The host by which the lab is reached from here. */
  readonly host: string
  /** The ready document. */
  lab(): Promise<unknown>
  /** Lab time in epoch milliseconds, and what moves it. */
  clock(): Promise<{ readonly kind: 'real' | 'manual' | 'scaled'; readonly now: number }>
  /** PEM of the lab's certificate authority. */
  authority(): Promise<string>
  /** What has settled through an endpoint set since a cursor; waits in real seconds for a first entry. */
  journal(via: string, after: number, waitSeconds: number): Promise<JournalPage>
  /** What has been said in a protocol since a cursor, by anybody, with texts. */
  said(protocol: string, after: number): Promise<JournalPage<DetailedEntry>>
  createCertificate(hosts: readonly string[]): Promise<{ readonly certPem: string; readonly keyPem: string }>
  createEndpointSet(name: string, advertise: Origins): Promise<Origins>
  createSubject(request: SubjectRequest): Promise<PreparedSubject>
  /** Opens JWE texts with the lab's KMS; a text that does not open is undefined. */
  decrypt(keyUrl: string, jwe: readonly string[]): Promise<readonly (string | undefined)[]>
}

export function connectAdmin(origin: string): AdminApi {
  const ask = (method: string, path: string, body?: unknown): Promise<unknown> =>
    call({ origin, method, path, body })
  return {
    host: new URL(origin).hostname,
    lab: () => ask('GET', '/v1/lab'),
    async clock() {
      return (await ask('GET', '/v1/clock')) as { kind: 'real' | 'manual' | 'scaled'; now: number }
    },
    async authority() {
      return ((await ask('GET', '/v1/ca')) as { readonly certPem: string }).certPem
    },
    async journal(via, after, waitSeconds) {
      const query = `via=${via}&after=${after}&limit=${JOURNAL_PAGE}&wait=${waitSeconds}&texts=false`
      return (await ask('GET', `/v1/journal?${query}`)) as JournalPage
    },
    async said(protocol, after) {
      const query = `protocol=${protocol}&after=${after}&limit=${JOURNAL_PAGE}&texts=true`
      return (await ask('GET', `/v1/journal?${query}`)) as JournalPage<DetailedEntry>
    },
    async createCertificate(hosts) {
      return (await ask('POST', '/v1/certificates', { hosts })) as { certPem: string; keyPem: string }
    },
    async createEndpointSet(name, advertise) {
      return ((await ask('POST', '/v1/endpoint-sets', { name, advertise })) as { origins: Origins }).origins
    },
    async createSubject(request) {
      return (await ask('POST', '/v1/subjects', request)) as PreparedSubject
    },
    async decrypt(keyUrl, jwe) {
      const open = async (texts: readonly string[]): Promise<readonly string[] | undefined> => {
        const body = { keyUrl, jwe: texts }
        const answer = await send({ origin, method: 'POST', path: '/v1/kms/decrypt', body })
        return answer.status === 200 ? (JSON.parse(answer.body) as { texts: string[] }).texts : undefined
      }
      const together = await open(jwe)
      return together ?? Promise.all(jwe.map(async (text) => (await open([text]))?.[0]))
    },
  }
}

interface Call {
  readonly origin: string
  readonly method: string
  readonly path: string
  readonly body?: unknown
}

async function call(request: Call): Promise<unknown> {
  const answer = await send(request)
  if (answer.status < 300) return JSON.parse(answer.body)
  const what = `${request.method} ${request.path} answered ${answer.status}`
  throw new ConformanceError(
    'LAB_ADMIN',
    `${what}: ${answer.body.slice(0, 300)}. Is the lab of the same version?`,
  )
}

function send({ origin, method, path, body }: Call) {
  return requestText({
    method,
    url: origin + path,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
}
