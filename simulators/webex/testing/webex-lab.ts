import { createCore, createManualClock, instant, type Core } from '../../core/index.js'
import {
  CertificateAuthority,
  Network,
  type HttpService,
  type OpenEndpointSet,
  type TcpService,
} from '../../network/index.js'
import { createWebex, type Webex, type WebexOptions, type WebexSeed } from '../index.js'
import { call, type CallAnswer, type CallRequest } from './call.js'

/** A Webex on ephemeral ports, with a clock that stands still. */
export interface WebexLab extends AsyncDisposable {
  readonly core: Core
  readonly webex: Webex
  readonly endpoints: OpenEndpointSet
  readonly caPem: string
  /** What went wrong in the lab itself. */
  readonly defects: readonly unknown[]
  advance(ms: number): Promise<void>
  tokenOf(alias: string): string
  idOf(alias: string): string
  call(request: CallRequest): Promise<CallAnswer>
}

export const SITE_PASSWORD = 'canary-site-password'

const person = (alias: string, hasPersonalRoom = true) => ({
  mail: `${alias}@ent-pa.example`,
  displayName: `${alias} Example`,
  firstName: alias,
  lastName: 'Example',
  hasPersonalRoom,
})

const SEED: WebexSeed = {
  name: 'ENT-PA',
  site: { name: 'ent-pa.webex.com', adminMail: 'webex-admin@ent-pa.example', adminPassword: SITE_PASSWORD },
  otherSites: ['ent-pa-emea.webex.com'],
  people: [person('alice'), person('bob'), person('carol'), person('dave', false)],
  rooms: [{ mail: 'board1@ent-pa.example', displayName: 'Boardroom 1' }],
}

export async function startWebexLab(
  options: Partial<Pick<WebexOptions, 'era' | 'rateLimit' | 'callTargets'>> = {},
): Promise<WebexLab> {
  const clock = createManualClock()
  const core = createCore({ seed: 1, clock })
  const defects: unknown[] = []
  const report = (defect: unknown) => void defects.push(defect)
  const ca = await CertificateAuthority.create('test CA')
  const webex = createWebex({ core, caPem: ca.pem, organization: SEED, report, ...options })
  const services = { exchange: noHttp, site: webex.site, cloud: webex.cloud, ldap: noTcp, gc: noTcp }
  const network = new Network({ ca, services, onDefect: report })
  const endpoints = await network.open({ name: 'main' })
  const accountOf = (alias: string) => webex.accountOf(`${alias}@ent-pa.example`)

  return {
    core,
    webex,
    endpoints,
    caPem: ca.pem,
    defects,
    advance: (ms) => clock.advanceTo(instant(clock.now() + ms)),
    tokenOf: (alias) => accountOf(alias)?.token ?? '',
    idOf: (alias) => accountOf(alias)?.id ?? '',
    call: (request) => call({ origin: endpoints.origins.cloud, ca: ca.pem }, request),
    async [Symbol.asyncDispose]() {
      await webex[Symbol.asyncDispose]()
      await network[Symbol.asyncDispose]()
    },
  }
}

const noHttp: HttpService = { name: 'none', handle: ({ response }) => void response.writeHead(404).end() }
const noTcp: TcpService = { name: 'none', handle: ({ socket }) => void socket.destroy() }
