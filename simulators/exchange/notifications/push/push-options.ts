import type { Journal } from '../../../core/index.js'
import type { CallTargets } from '../../../network/index.js'
import type { ResponseObserver } from '../../ews/http/observer.js'

/** What calling clients needs beyond the subscriptions themselves. */
export interface PushOptions {
  /** Which clients may be called. */
  readonly targets: CallTargets
  readonly journal: Journal
  /** Sees every notification that is sent. */
  readonly observe?: ResponseObserver
}
