import type { Core } from '../../core/index.js'
import type { ZoneData } from './record.js'

/** One query, as it came. */
export interface DnsDatagram {
  readonly bytes: Buffer
  readonly transport: 'udp' | 'tcp'
  /** The address of the client. */
  readonly from: string
  /** `main/dns#12` */
  readonly connection: string
}

export interface DnsServiceOptions {
  readonly core: Pick<Core, 'journal' | 'faults' | 'clock'>
  /** The name of the endpoint set by which queries come. */
  readonly via: string
  readonly zones: () => ZoneData
  /** The address at which this client reaches the lab. */
  readonly addressFor: (from: string) => string
  /** Asks whoever knows the names that are not the lab's; absent when nobody does. */
  readonly forward?: (query: DnsDatagram) => Promise<Buffer | undefined>
}

/** Answers queries; undefined for silence. */
export type DnsService = (query: DnsDatagram) => Promise<Buffer | undefined>
