import type { FaultAct, FaultStage, Random } from '../../simulators/core/index.js'
import { NODES, type NodeNumber, type Office, type RelayedService } from './office.js'

/** Something that goes wrong for a while. Times are lab time, counted from the beginning of the play. */
export interface Disturbance {
  readonly at: number
  readonly until: number
  readonly what: string
  readonly begin: (office: Office) => Promise<void> | void
  readonly end: (office: Office) => Promise<void> | void
}

const SECOND_MS = 1_000
const FIRST_MS = 5 * SECOND_MS
const LAST_MS = 200 * SECOND_MS
const FEWEST = 5
const MOST = 9

interface Place {
  readonly protocol: string
  readonly operations: readonly (string | undefined)[]
  readonly acts: readonly FaultAct[]
  readonly stages: readonly [FaultStage, ...FaultStage[]]
}

const BUSY: FaultAct = { kind: 'error', code: 'ErrorServerBusy', details: { BackOffMilliseconds: 20_000 } }
const LIMITED: FaultAct = { kind: 'error', code: '429', details: { retryAfter: 15 } }
const TRUNCATE: FaultAct = { kind: 'truncate', afterBytes: 60 }
const error = (code: string): FaultAct => ({ kind: 'error', code })
const status = (code: number): FaultAct => ({ kind: 'status', status: code })
const delay = (seconds: number): FaultAct => ({ kind: 'delay', ms: seconds * SECOND_MS })
const RESET: FaultAct = { kind: 'reset' }
const SILENCE: FaultAct = { kind: 'silence' }

/** Where a fault rule may act, and how: every wire of the connector. */
const PLACES: readonly [Place, ...Place[]] = [
  {
    protocol: 'ews',
    operations: [
      'Subscribe',
      'GetItem',
      'UpdateItem',
      'SyncFolderItems',
      'GetStreamingEvents',
      'FindItem',
      'GetFolder',
    ],
    acts: [
      BUSY,
      error('ErrorInternalServerError'),
      error('ErrorMailboxStoreUnavailable'),
      status(503),
      RESET,
      SILENCE,
      delay(8),
    ],
    stages: ['before', 'after'],
  },
  {
    protocol: 'ews',
    operations: [undefined],
    acts: [status(503), status(401), RESET, SILENCE],
    stages: ['connection'],
  },
  {
    protocol: 'ews',
    operations: ['UpdateItem', 'GetItem', 'SyncFolderItems'],
    acts: [TRUNCATE],
    stages: ['bytes'],
  },
  {
    protocol: 'autodiscover',
    operations: [undefined],
    acts: [status(503), RESET, SILENCE, delay(5)],
    stages: ['before'],
  },
  {
    protocol: 'site-xml',
    operations: [undefined],
    acts: [status(500), RESET, SILENCE, delay(10)],
    stages: ['before', 'after'],
  },
  {
    protocol: 'fleet',
    operations: [undefined],
    acts: [LIMITED, status(500), status(503), RESET, SILENCE, delay(7)],
    stages: ['before', 'after'],
  },
  { protocol: 'fleet', operations: [undefined], acts: [TRUNCATE], stages: ['bytes'] },
  {
    protocol: 'cloud-rest',
    operations: [undefined],
    acts: [LIMITED, status(503), RESET, SILENCE],
    stages: ['before', 'after'],
  },
  { protocol: 'cloud-wdm', operations: [undefined], acts: [status(503), RESET], stages: ['before'] },
  { protocol: 'cloud-idb', operations: [undefined], acts: [status(503), RESET, SILENCE], stages: ['before'] },
  { protocol: 'kms', operations: [undefined], acts: [error('500'), SILENCE], stages: ['before'] },
  { protocol: 'ldap', operations: [undefined], acts: [error('busy'), RESET, delay(5)], stages: ['before'] },
]

const CLOUD_PROTOCOLS = ['fleet', 'cloud-rest', 'cloud-wdm', 'cloud-idb', 'cloud-u2c', 'kms']
const SERVICES: readonly [RelayedService, ...RelayedService[]] = ['exchange', 'cloud', 'site']

/** Draws one disturbance of a kind. */
type Draw = (random: Random, at: number) => Disturbance

const KINDS: readonly [Draw, ...Draw[]] = [
  drawRule,
  drawRule,
  drawRule,
  drawCut,
  drawPartition,
  drawCrash,
  drawCrash,
  drawExchangeRestart,
  drawExpiredSyncState,
  drawCloudOutage,
]

/** What goes wrong: drawn from the seed. All of it has ended a few minutes after the beginning. */
export function drawDisturbances(random: Random): readonly Disturbance[] {
  const count = FEWEST + random.integer(MOST - FEWEST + 1)
  return Array.from({ length: count }, (_, number) => {
    const own = random.fork(`disturbance ${number}`)
    return own.pick(KINDS)(own, FIRST_MS + own.integer(LAST_MS - FIRST_MS))
  }).sort((a, b) => a.at - b.at)
}

function drawRule(random: Random, at: number): Disturbance {
  const place = random.pick(PLACES)
  const act = place.acts[random.integer(place.acts.length)] ?? RESET
  const stage = random.pick(place.stages)
  const operation = place.operations[random.integer(place.operations.length)]
  const times = random.pick([1, 2, 5, null])
  const match = { protocol: place.protocol, ...(operation === undefined ? {} : { operation }) }
  const lasts = (5 + random.integer(60)) * SECOND_MS
  const often = times === null ? 'always' : `${times} times`
  return rules(`${JSON.stringify(act)} ${stage} ${JSON.stringify(match)}, ${often}`, {
    at,
    until: at + lasts,
    requests: [{ stage, match, act, limit: { times } }],
  })
}

function drawExpiredSyncState(_random: Random, at: number): Disturbance {
  const match = { protocol: 'ews', operation: 'SyncFolderItems' }
  return rules('all sync states have expired', {
    at,
    until: at + 90 * SECOND_MS,
    requests: [{ stage: 'before', match, act: error('ErrorInvalidSyncStateData'), limit: { times: 3 } }],
  })
}

function drawCloudOutage(random: Random, at: number): Disturbance {
  const act = random.pick([status(503), RESET])
  return rules(`the cloud is away: ${JSON.stringify(act)}`, {
    at,
    until: at + (60 + random.integer(90)) * SECOND_MS,
    requests: CLOUD_PROTOCOLS.map((protocol) => ({ stage: 'before', match: { protocol }, act, limit: {} })),
  })
}

interface Rules {
  readonly at: number
  readonly until: number
  readonly requests: readonly {
    readonly stage: FaultStage
    readonly match: { readonly protocol: string; readonly operation?: string }
    readonly act: FaultAct
    readonly limit: { readonly times?: number | null }
  }[]
}

/** Fault rules for the connector alone: people are not disturbed. */
function rules(what: string, { at, until, requests }: Rules): Disturbance {
  const ids: string[] = []
  return {
    at,
    until,
    what,
    begin: (office) => {
      const { faults } = office.lab.core
      const ways = NODES.flatMap((node) => office.waysIn(node))
      for (const request of requests) {
        for (const via of ways) ids.push(faults.add({ ...request, match: { ...request.match, via } }).id)
      }
    },
    end: (office) => {
      for (const id of ids.splice(0)) office.lab.core.faults.remove(id)
    },
  }
}

function drawCut(random: Random, at: number): Disturbance {
  const node = random.pick(NODES)
  const service = random.pick(SERVICES)
  return {
    at,
    until: at,
    what: `all connections of node ${node} to ${service} are cut`,
    begin: (office) => office.relay(node, service).cut(),
    end: () => undefined,
  }
}

function drawPartition(random: Random, at: number): Disturbance {
  const node = random.pick(NODES)
  const service = random.pick(SERVICES)
  return {
    at,
    until: at + (10 + random.integer(60)) * SECOND_MS,
    what: `node ${node} cannot reach ${service}`,
    begin: (office) => office.relay(node, service).close(),
    end: (office) => office.relay(node, service).open(),
  }
}

function drawExchangeRestart(_random: Random, at: number): Disturbance {
  return {
    at,
    until: at,
    what: 'Exchange restarts',
    begin: (office) => office.lab.restartExchange(),
    end: () => undefined,
  }
}

function drawCrash(random: Random, at: number): Disturbance {
  const node: NodeNumber = random.pick(NODES)
  return {
    at,
    until: at + (3 + random.integer(60)) * SECOND_MS,
    what: `node ${node} drops dead`,
    begin: (office) => office.crash(node),
    end: async (office) => {
      if (!office.isUp(node)) await office.start(node)
    },
  }
}
