import { check } from '../checks/check.js'
import { findCanary } from '../observation/canary.js'
import type { WireExchange } from '../relays/wire.js'
import type { Case } from './case.js'

/** HC-002 · the Exchange password is the canary; the sinks are the cloud, its web socket and the site. */
export const secretLedger: Case = {
  id: 'ledger/secrets',
  title: 'The Exchange password stays in the connector',
  shows: ['HC-002/password', 'HC-002/exchange'],
  async play(stage) {
    const { exchanges, frames, evidence } = await stage.observe()
    const { password } = stage.organization.serviceAccount
    const sinks = exchanges.filter(({ request }) => request.service !== 'exchange')
    const leaks = sinks.filter((exchange) => findCanary(everythingSent(exchange), password) !== undefined)
    const written = exchanges.filter(
      ({ request }) => request.service === 'exchange' && findCanary(request.body, password) !== undefined,
    )
    const leakedFrames = frames.filter((frame) => findCanary(frame.text, password) !== undefined)
    return [
      check({
        id: 'HC-002/password',
        expected: 'the password in no request and no frame, in no encoding',
        got: `found in ${leaks.length} of ${sinks.length} requests and ${leakedFrames.length} of ${frames.length} frames`,
        holds: sinks.length === 0 ? 'not-run' : leaks.length + leakedFrames.length === 0,
        evidence: evidence(leaks),
      }),
      check({
        id: 'HC-002/exchange',
        title: 'The Exchange password is written into no item and no call',
        expected: 'the password in the log-in alone',
        got: `found in ${written.length} requests to Exchange`,
        holds: exchanges.length === 0 ? 'not-run' : written.length === 0,
        evidence: evidence(written),
      }),
    ]
  },
}

function everythingSent({ request }: WireExchange): string {
  const headers = Object.entries(request.headers).map(([name, value]) => `${name}: ${String(value)}`)
  return [request.path, ...headers, request.body].join('\n')
}
