/** What every record has. Names are without the final dot; a first label `*` stands for every name below. */
interface Named {
  readonly name: string
  /** Seconds. Default 60, so that nobody remembers a lab for long. */
  readonly ttl?: number
}

/** A host of the lab: an A or AAAA record with the address at which whoever asks reaches the lab. */
export interface HostRecord extends Named {
  readonly type: 'HOST'
}

/** A name that does not exist, whatever else is said of it. */
export interface NoName extends Named {
  readonly type: 'NXDOMAIN'
}

export interface AddressRecord extends Named {
  readonly type: 'A' | 'AAAA'
  readonly data: string
}

export interface NameRecord extends Named {
  readonly type: 'CNAME' | 'NS' | 'PTR'
  readonly data: string
}

export interface ServiceRecord extends Named {
  readonly type: 'SRV'
  readonly data: {
    readonly priority: number
    readonly weight: number
    readonly port: number
    readonly target: string
  }
}

export interface MailRecord extends Named {
  readonly type: 'MX'
  readonly data: { readonly preference: number; readonly exchange: string }
}

export interface TextRecord extends Named {
  readonly type: 'TXT'
  readonly data: string
}

/** A record of one of the lab's zones. */
export type DnsRecord =
  HostRecord | NoName | AddressRecord | NameRecord | ServiceRecord | MailRecord | TextRecord

/** A part of the name space for which the lab speaks: it knows every name in it. */
export interface DnsZone {
  readonly name: string
  /** The name server of the zone, a host of the lab. */
  readonly nameServer: string
}

export interface ZoneData {
  readonly zones: readonly DnsZone[]
  readonly records: readonly DnsRecord[]
}

export const DEFAULT_TTL_SECONDS = 60
