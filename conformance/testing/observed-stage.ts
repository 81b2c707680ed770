import type { Organization, Stage } from '../cases/case.js'
import { NO_EVIDENCE } from '../checks/check.js'
import { ConformanceError } from '../conformance-error.js'
import type { JournalEntry } from '../drivers/admin-api.js'
import { ewsCalls } from '../observation/ews-call.js'
import type { WireFrame } from '../relays/ledger.js'
import type { WireExchange, WireRequest } from '../relays/wire.js'
import { featureNames } from '../requirements/feature.js'

const ORGANIZATION: Organization = {
  enabled: ['alice@ent-pa.example', 'bob@ent-pa.example'],
  rooms: ['board1@ent-pa.example'],
  groups: ['all-staff@ent-pa.example'],
  siteName: 'ent-pa.webex.com',
  serviceAccount: { upn: 'svc@ent-pa.example', password: 'canary-password' },
}

export interface ObservedInput {
  readonly exchanges?: readonly WireExchange[]
  readonly journal?: readonly JournalEntry[]
  readonly frames?: readonly WireFrame[]
}

/** A stage on which everything has happened already: for the ledgers, which only observe. */
export function observedStage({ exchanges = [], journal = [], frames = [] }: ObservedInput): Stage {
  const absent = (): never => {
    throw new ConformanceError('OBSERVATION', 'A ledger only observes. Use a real stage.')
  }
  return {
    level: 3,
    features: new Set(featureNames()),
    nodes: [],
    judges: () => true,
    organization: ORGANIZATION,
    get people() {
      return absent()
    },
    now: 0,
    slot: absent,
    settle: absent,
    awaits: () => Promise.resolve(), // whatever it was has happened
    calls: () => ewsCalls(exchanges),
    clock: absent,
    observe: () =>
      Promise.resolve({ journal, exchanges, frames, ews: ewsCalls(exchanges), evidence: () => NO_EVIDENCE }),
    personalRoom: absent,
    spaces: absent,
    spacesForTwo: absent,
    presence: absent,
    entitles: absent,
    configures: absent,
    asksApp: absent,
    beforeNext: absent,
    allUploads: absent,
    uploads: absent,
    deletions: absent,
    decrypt: absent,
  }
}

export interface EwsInput {
  readonly operation: string
  /** Undefined for a call without the header. */
  readonly as?: string | undefined
  readonly version?: string
  readonly answer?: string
  readonly authorization?: string
}

/** An accepted EWS exchange with that operation element in its body. */
export function ewsExchange(input: EwsInput): WireExchange {
  const {
    operation,
    as,
    version = 'Exchange2016',
    answer = '<Envelope/>',
    authorization = 'NTLM TlRM',
  } = input
  const sid =
    as === undefined
      ? ''
      : `<t:ExchangeImpersonation><t:ConnectingSID><t:SmtpAddress>${as}</t:SmtpAddress></t:ConnectingSID></t:ExchangeImpersonation>`
  const header = `<t:RequestServerVersion Version="${version}"/>${sid}`
  return exchange(
    {
      service: 'exchange',
      path: '/EWS/Exchange.asmx',
      headers: { authorization },
      body: `<s:Envelope xmlns:s="s" xmlns:t="t" xmlns:m="m"><s:Header>${header}</s:Header><s:Body>${operation}</s:Body></s:Envelope>`,
    },
    answer,
  )
}

/** An exchange that was answered with 200. */
export function exchange(request: Partial<WireRequest>, answer = ''): WireExchange {
  return {
    id: 1,
    at: 0,
    request: {
      service: 'cloud',
      node: 1,
      connection: 1,
      method: 'POST',
      path: '/',
      headers: {},
      body: '',
      ...request,
    },
    answer: { status: 200, headers: {}, body: answer },
  }
}
