/** Where relays listen, and the name by which a node reaches them. */
export interface RelayAddress {
  readonly listen: string
  readonly host: string
}

export const LOOPBACK_ADDRESS: RelayAddress = { listen: '127.0.0.1', host: '127.0.0.1' }
