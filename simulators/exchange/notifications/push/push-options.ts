import type { Journal } from '../../../core/index.js'
import type { ResponseObserver } from '../../ews/http/observer.js'

/** Whom the server calls: itself alone, or anybody. */
export type PushTargets = 'loopback' | 'anywhere'

/** What calling clients needs beyond the subscriptions themselves. */
export interface PushOptions {
  readonly targets: PushTargets
  readonly journal: Journal
  /** Sees every notification that is sent. */
  readonly observe?: ResponseObserver
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** The address of a client that may be called; undefined for any other. @source ews.md 4.10: a URL of HTTP */
export function readTarget(text: string, targets: PushTargets): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) return undefined
  return targets === 'anywhere' || LOOPBACK.test(url.hostname) ? url : undefined
}
