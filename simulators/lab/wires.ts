import { LabError, type Clock, type ManualClock } from '../core/index.js'
import {
  inMemorySet,
  Network,
  type CertificateAuthority,
  type EndpointSet,
  type HttpService,
  type LabServices,
} from '../network/index.js'
import { hostNamesOf } from './addresses/host-names.js'
import { httpDate } from './http-date.js'
import type { LabOptions } from './lab-options.js'
import type { Organization } from './organization/organization.js'
import { LAB_PORTS } from './ports.js'
import { LabTime } from './time/lab-time.js'
import { createTimeService } from './time/time-service.js'

/** Stands in the ready document for the admin API of a lab without a network; `lab.answer` alone reaches it. */
const ADMIN_IN_MEMORY = 'http://admin.lab.invalid'

/** Nobody is told of it, because a lab without a network prepares no subjects. */
const TIME_IN_MEMORY = 'http://time.lab.invalid'

export interface WireSources {
  readonly ca: CertificateAuthority
  readonly clock: Clock
  readonly organization: Organization
  readonly services: LabServices
  readonly onDefect: (defect: unknown) => void
}

/** The network that the options ask for; nothing of it is open yet. */
export function createNetwork(options: LabOptions, sources: WireSources): Network {
  const { listen, advertise, ports } = options
  const { organization, clock } = sources
  const isReal = options.network === 'none' || (options.names ?? defaultNames(ports)) === 'real'
  const date = httpDate(clock)
  return new Network({
    ...sources,
    ...(listen === undefined ? {} : { listen }),
    ...(advertise === undefined ? {} : { advertise }),
    ...(isReal ? { names: hostNamesOf(organization) } : {}),
    ...(date === undefined ? {} : { date }),
  })
}

function defaultNames(ports: LabOptions['ports']): 'real' | 'loopback' {
  return ports === 'standard' ? 'real' : 'loopback'
}

/** Opens the way into the lab that is for everybody. */
export async function openMain(network: Network, options: LabOptions): Promise<EndpointSet> {
  if (options.network === 'none') return inMemorySet('main', network.addresses)
  return network.open({ name: 'main', ports: LAB_PORTS[options.ports ?? 'random'].endpoints })
}

/** Opens the admin API; says where it is. */
export async function openAdmin(network: Network, options: LabOptions, admin: HttpService): Promise<string> {
  if (options.network === 'none') return ADMIN_IN_MEMORY
  return (await network.serve(admin, LAB_PORTS[options.ports ?? 'random'].admin)).origin
}

/** Where subjects in lab time report; only a manual clock has it. */
export async function openTime(
  network: Network,
  options: LabOptions,
  clock: Clock,
): Promise<{ readonly lab: LabTime; readonly origin: string } | undefined> {
  if (!isManual(clock)) return undefined
  const lab = new LabTime(clock)
  if (options.network === 'none') return { lab, origin: TIME_IN_MEMORY }
  return { lab, origin: (await network.serve(createTimeService(lab))).origin }
}

function isManual(clock: Clock): clock is ManualClock {
  return clock.kind === 'manual'
}

/** Refuses what needs a port in a lab that opens none. */
export function needNetwork(options: LabOptions, what: string): void {
  if (options.network !== 'none') return
  throw new LabError('NETWORK_NONE', {
    message: `A lab without a network has no ${what}.`,
    hint: 'Start it without "network: none", or ask it by lab.answer.',
  })
}
