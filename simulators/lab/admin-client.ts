import { z } from 'zod'
import { LabError } from '../core/index.js'
import { readyDocument, type ReadyDocument } from './ready-document.js'
import {
  anySubjectDocument,
  type AnySubjectDocument,
  type SubjectRequest,
} from './subjects/subject-document.js'
import { budgetAnswer } from './admin/budget-routes.js'
import { domainControllers } from './admin/directory-routes.js'
import { listedMeeting, personCard, tmsEndpoint, type peopleQuery } from './admin/display-schemas.js'
import { exchangeTopology } from './admin/exchange-routes.js'
import {
  clockAnswer,
  addedDnsRecord,
  digestAnswer,
  dnsAnswer,
  endpointSetAnswer,
  faultAnswer,
  healthAnswer,
  journalAnswer,
  networkAnswer,
  proxiedConnection,
  type advertisedChoice,
  type endpointSetBody,
  type dnsRecord,
  type faultBody,
  type journalQuery,
  type networkBody,
  type networkConditions,
} from './admin/schemas.js'
import { shellAnswer } from './admin/shell-schemas.js'

type JournalQuery = Partial<z.infer<typeof journalQuery>>

/** The admin API of a lab, typed by the schemas that the lab validates with. */
export interface AdminClient {
  health(): Promise<z.infer<typeof healthAnswer>>
  lab(): Promise<ReadyDocument>
  clock(): Promise<z.infer<typeof clockAnswer>>
  advance(ms: number): Promise<z.infer<typeof clockAnswer>>
  journal(query?: JournalQuery): Promise<z.infer<typeof journalAnswer>>
  digest(): Promise<z.infer<typeof digestAnswer>>
  faults(): Promise<readonly z.infer<typeof faultAnswer>[]>
  addFault(fault: z.input<typeof faultBody>): Promise<z.infer<typeof faultAnswer>>
  removeFault(id: string): Promise<unknown>
  clearFaults(): Promise<unknown>
  reset(): Promise<unknown>
  openEndpointSet(
    name: string,
    how?: Omit<z.input<typeof endpointSetBody>, 'name'>,
  ): Promise<z.infer<typeof endpointSetAnswer>>
  /** Changes what the answers of an endpoint set name from now on. */
  advertise(
    set: string,
    origins: z.input<typeof advertisedChoice>,
  ): Promise<z.infer<typeof endpointSetAnswer>>
  network(set: string): Promise<z.infer<typeof networkAnswer>>
  /** Disturbs the network in front of a set; what was set before for the same endpoints is replaced. */
  disturbNetwork(set: string, conditions: z.input<typeof networkBody>): Promise<z.infer<typeof networkAnswer>>
  healNetwork(set: string): Promise<unknown>
  dnsRecords(): Promise<z.infer<typeof dnsAnswer>>
  addDnsRecord(record: z.input<typeof dnsRecord>): Promise<z.infer<typeof addedDnsRecord>>
  removeDnsRecord(id: string): Promise<unknown>
  /** Which connections clients have asked the proxies for; those of one endpoint set's proxy if it is named. */
  proxiedConnections(via?: string): Promise<readonly z.infer<typeof proxiedConnection>[]>
  prepareSubject(request: SubjectRequest): Promise<AnySubjectDocument>
  /** Runs commands of the Exchange Management Shell; what failed is in the answer. */
  shell(commands: string): Promise<z.infer<typeof shellAnswer>>
  /** The servers, databases and moves of Exchange. */
  exchangeTopology(): Promise<z.infer<typeof exchangeTopology>>
  /** Starts, stops, restarts or drains a server of Exchange. */
  controlServer(
    server: string,
    verb: 'start' | 'stop' | 'restart' | 'drain',
  ): Promise<z.infer<typeof exchangeTopology>>
  /** The domain controllers, and what they do now. */
  domainControllers(): Promise<z.infer<typeof domainControllers>>
  /** Starts, stops or restarts a domain controller. */
  controlController(
    controller: string,
    verb: 'start' | 'stop' | 'restart',
  ): Promise<z.infer<typeof domainControllers>>
  /** Slows or partitions a domain controller; without conditions its network is as it should be. */
  disturbController(
    controller: string,
    conditions: z.input<typeof networkConditions> & { readonly via?: string },
  ): Promise<z.infer<typeof domainControllers>>
  /** What throttling has counted, of everybody or of one mailbox or account. */
  budgets(mailbox?: string): Promise<readonly z.infer<typeof budgetAnswer>[]>
  /** What stands in somebody's meetings list now, opened with that person's keys. */
  meetingsSeenBy(alias: string): Promise<readonly z.infer<typeof listedMeeting>[]>
  /** What stands on the Webex device of a room. */
  meetingsOnDevice(room: string): Promise<readonly z.infer<typeof listedMeeting>[]>
  /** People as somebody's app shows them: in a search, a roster, among mentions or by themselves. */
  peopleSeenBy(
    alias: string,
    where: z.input<typeof peopleQuery>,
  ): Promise<readonly z.infer<typeof personCard>[]>
  /** What TMS shows on the endpoints on premises. */
  tmsEndpoints(): Promise<readonly z.infer<typeof tmsEndpoint>[]>
}

/** `origin` is the `admin` of a ready document. Refusals become a LabError with the lab's own code and message. */
export function createAdminClient(origin: string): AdminClient {
  const tell = (call: string, body?: unknown): Promise<unknown> => request(origin, call, body)
  const ask = async <Answer>(answer: z.ZodType<Answer>, call: string, body?: unknown): Promise<Answer> =>
    answer.parse(await tell(call, body))

  return {
    health: () => ask(healthAnswer, 'GET /v1/health'),
    lab: () => ask(readyDocument, 'GET /v1/lab'),
    clock: () => ask(clockAnswer, 'GET /v1/clock'),
    advance: (ms) => ask(clockAnswer, 'POST /v1/clock/advance', { ms }),
    budgets: (mailbox) =>
      ask(
        z.array(budgetAnswer),
        `GET /v1/exchange/budgets${mailbox === undefined ? '' : `?mailbox=${encodeURIComponent(mailbox)}`}`,
      ),
    journal: (query = {}) => ask(journalAnswer, `GET /v1/journal?${queryText(query)}`),
    digest: () => ask(digestAnswer, 'GET /v1/journal/digest'),
    faults: () => ask(z.array(faultAnswer), 'GET /v1/faults'),
    addFault: (fault) => ask(faultAnswer, 'POST /v1/faults', fault),
    removeFault: (id) => tell(`DELETE /v1/faults/${encodeURIComponent(id)}`),
    clearFaults: () => tell('DELETE /v1/faults'),
    reset: () => tell('POST /v1/reset'),
    openEndpointSet: (name, how = {}) => ask(endpointSetAnswer, 'POST /v1/endpoint-sets', { ...how, name }),
    advertise: (set, choice) =>
      ask(endpointSetAnswer, `PUT /v1/endpoint-sets/${encodeURIComponent(set)}/advertised`, choice),
    network: (set) => ask(networkAnswer, `GET /v1/endpoint-sets/${encodeURIComponent(set)}/network`),
    disturbNetwork: (set, conditions) =>
      ask(networkAnswer, `PUT /v1/endpoint-sets/${encodeURIComponent(set)}/network`, conditions),
    healNetwork: (set) => tell(`DELETE /v1/endpoint-sets/${encodeURIComponent(set)}/network`),
    dnsRecords: () => ask(dnsAnswer, 'GET /v1/dns/records'),
    addDnsRecord: (record) => ask(addedDnsRecord, 'POST /v1/dns/records', record),
    removeDnsRecord: (id) => tell(`DELETE /v1/dns/records/${encodeURIComponent(id)}`),
    exchangeTopology: () => ask(exchangeTopology, 'GET /v1/exchange/topology'),
    controlServer: (server, verb) =>
      ask(exchangeTopology, `POST /v1/exchange/servers/${encodeURIComponent(server)}/${verb}`),
    domainControllers: () => ask(domainControllers, 'GET /v1/directory/controllers'),
    controlController: (controller, verb) =>
      ask(domainControllers, `POST /v1/directory/controllers/${encodeURIComponent(controller)}/${verb}`),
    disturbController: (controller, conditions) =>
      ask(
        domainControllers,
        `PUT /v1/directory/controllers/${encodeURIComponent(controller)}/network`,
        conditions,
      ),
    shell: (commands) => ask(shellAnswer, 'POST /v1/exchange/shell', { commands }),
    proxiedConnections: (via) =>
      ask(
        z.array(proxiedConnection),
        `GET /v1/proxy/connections?${queryText(via === undefined ? {} : { via })}`,
      ),
    meetingsSeenBy: (alias) =>
      ask(z.array(listedMeeting), `GET /v1/screens/${encodeURIComponent(alias)}/meetings`),
    meetingsOnDevice: (room) =>
      ask(z.array(listedMeeting), `GET /v1/room-devices/${encodeURIComponent(room)}/meetings`),
    peopleSeenBy: (alias, where) =>
      ask(z.array(personCard), `GET /v1/screens/${encodeURIComponent(alias)}/people?${queryText(where)}`),
    tmsEndpoints: () => ask(z.array(tmsEndpoint), 'GET /v1/tms/endpoints'),
    prepareSubject: (subject) => ask(anySubjectDocument, 'POST /v1/subjects', subject),
  }
}

/** `call` is a method and a path: `GET /v1/health`. */
async function request(origin: string, call: string, body: unknown): Promise<unknown> {
  const [method = 'GET', path = '/'] = call.split(' ')
  const answer = await fetch(`${origin}${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
  }).catch((cause: unknown) => {
    throw new LabError('LAB_UNREACHABLE', {
      message: `No lab answers at ${origin}.`,
      hint: 'Start one with "exwex up", or name it with --admin or EXWEX_ADMIN.',
      cause,
    })
  })
  if (answer.status === 204) return undefined
  const value: unknown = await answer.json()
  if (answer.ok) return value
  const { code, message } = z.object({ code: z.string(), message: z.string() }).parse(value)
  throw new LabError(code, { message })
}

function queryText(query: object): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined)
  return new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)])).toString()
}
