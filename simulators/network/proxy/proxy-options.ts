import type { Core } from '../../core/index.js'
import type { Arrivals } from './arrivals.js'
import type { Resolve } from './destination.js'
import type { ProxyLedger } from './ledger.js'

/**
 * What the proxy wants of its clients. Behind one of the last three, connectors of the field do not get through: they
 * are offered that scheme alone, and nobody is let in. @source hybrid-calendar.md HC-206
 */
export type ProxyAuthentication =
  | { readonly kind: 'none' }
  | { readonly kind: 'basic'; readonly user: string; readonly password: string }
  | { readonly kind: 'digest' | 'ntlm' | 'negotiate' }

export interface ProxyServiceOptions {
  readonly core: Pick<Core, 'journal' | 'faults' | 'clock'>
  /** The name of the endpoint set whose proxy it is. */
  readonly via: string
  readonly authentication: ProxyAuthentication
  /** Where a host is that a client names. */
  readonly resolve: Resolve
  /** Whether hosts outside of the lab may be reached. */
  readonly mayGoBeyond: boolean
  readonly ledger: ProxyLedger
  readonly arrivals: Arrivals
}
