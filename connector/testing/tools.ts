import { createDialer } from '../adapters/http/dial.js'
import type { HttpTools } from '../adapters/http/http-client.js'
import { createTraffic, type Traffic } from '../adapters/http/traffic.js'
import { createSteps, type Step, type Steps } from '../node/steps.js'
import { createActivity } from '../time-and-chance/activity.js'
import { createRealClock } from '../time-and-chance/real-clock.js'

/** What adapters need, for real sockets on real time. */
export function createTools(): HttpTools & { readonly traffic: Traffic } {
  const traffic = createTraffic()
  return { traffic, dialer: createDialer({ traffic }), activity: createActivity(), clock: createRealClock() }
}

/** Steps that are only remembered. */
export function recordSteps(): Steps & { readonly seen: Step[] } {
  const seen: Step[] = []
  return { seen, ...createSteps((step) => seen.push(step)) }
}
