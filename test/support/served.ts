import type { Person } from '../../clients/index.js'
import type { JournalEntry } from '../../simulators/core/index.js'
import type { Lab, LabOptions } from '../../simulators/lab/index.js'
import { call, type CallAnswer, type CallRequest } from '../../simulators/webex/testing/call.js'
import { personOf, startLab } from './lab.js'
import { startNodeIn } from './node.js'

/** A meeting as somebody's client lists it, its texts opened with the lab's key service. */
export interface Listed {
  readonly id: string
  readonly seriesId: string
  readonly subject: string
  readonly start: string
  readonly joinUri: string | null
}

/** A lab with one reference node that serves everybody, all of it on a clock that the test moves. */
export interface Served extends AsyncDisposable {
  readonly lab: Lab
  /** Stops the node, lets that much time pass, and starts the cluster's other node, which takes everybody over. */
  standStill(ms: number): Promise<void>
  person(alias: string): Person
  /** Lets lab time pass, by default for a second: enough for whatever was just done. */
  pass(ms?: number): Promise<void>
  /** A call to the cloud with a person's token; `admin` for the administrator's. */
  cloud(alias: string, request: Omit<CallRequest, 'token'>): Promise<CallAnswer>
  idOf(alias: string): Promise<string>
  list(alias: string): Promise<readonly Listed[]>
  /** What the node asked of Exchange, by operation. */
  ews(operation: string): readonly JournalEntry[]
}

interface CloudMeeting {
  readonly id: string
  readonly seriesId: string
  readonly start: string
  readonly encryptionKeyUrl: string
  readonly encryptedSubject: string
  readonly meetingJoinInfo?: { readonly meetingJoinURI?: string }
}

/** How long after the start of the node everybody is activated. */
const ACTIVATION_MS = 30_000

export async function startServed(options: LabOptions = {}): Promise<Served> {
  const lab = await startLab(options)
  let node = await startNodeIn(lab)
  const people = new Map<string, Person>()
  const { webexCloud, users } = lab.ready
  const target = { origin: new URL(webexCloud.api).origin, ca: lab.caPem }
  const cloud: Served['cloud'] = async (alias, request) =>
    call(target, { ...request, token: alias === 'admin' ? webexCloud.adminToken : await tokenOf(alias) })
  /** A fresh one: those of the start end after half a day. */
  const tokenOf = async (alias: string): Promise<string> => {
    const user = users.find(({ mail }) => mail.startsWith(`${alias}@`))
    const form = {
      grant_type: 'refresh_token',
      refresh_token: user?.webexRefreshToken ?? '',
      client_id: webexCloud.client.id,
      client_secret: webexCloud.client.secret,
    }
    return (await call(target, { to: 'POST /v1/access_token', form })).json<{ access_token: string }>()
      .access_token
  }
  await lab.advance(ACTIVATION_MS)
  return {
    lab,
    standStill: async (ms) => {
      await node.stop()
      await lab.advance(ms)
      node = await startNodeIn(lab, 2)
      await lab.advance(ACTIVATION_MS)
    },
    cloud,
    person: (alias) => {
      const person = people.get(alias) ?? personOf(lab, alias)
      people.set(alias, person)
      return person
    },
    pass: (ms = 1_000) => lab.advance(ms),
    idOf: async (alias) => {
      const me = (await cloud(alias, { to: 'GET /v1/people/me' })).json<{ id: string }>()
      return Buffer.from(me.id, 'base64').toString('utf8').split('/').at(-1) ?? ''
    },
    list: async (alias) => {
      const answer = await cloud(alias, {
        to: 'GET /calendar/api/v1/calendarEvents?fromDate=2020-01-01T00:00:00Z&toDate=2040-01-01T00:00:00Z',
      })
      return Promise.all(answer.json<{ items: CloudMeeting[] }>().items.map((item) => open(lab, item)))
    },
    ews: (operation) =>
      [...lab.core.journal.entries(0, (entry) => entry.operation === operation)].filter(
        ({ principal }) => principal === lab.ready.serviceAccount.down,
      ),
    [Symbol.asyncDispose]: async () => {
      await node.stop()
      await Promise.all([...people.values()].map((person) => person[Symbol.asyncDispose]()))
      await lab[Symbol.asyncDispose]()
    },
  }
}

async function open(lab: Lab, meeting: CloudMeeting): Promise<Listed> {
  const uri = meeting.meetingJoinInfo?.meetingJoinURI
  const fields = [meeting.encryptedSubject, ...(uri === undefined ? [] : [uri])]
  const [subject = '', joinUri = null] = await lab.decrypt(meeting.encryptionKeyUrl, fields)
  return { id: meeting.id, seriesId: meeting.seriesId, subject, start: meeting.start, joinUri }
}
