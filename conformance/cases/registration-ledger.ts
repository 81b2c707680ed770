import { check } from '../checks/check.js'
import type { Case } from './case.js'

/** HC-202 · registrations at the cloud, over all nodes. */
export const registrationLedger: Case = {
  id: 'ledger/registration',
  title: 'The cluster is registered once',
  shows: ['HC-202/once'],
  async play(stage) {
    const observed = await stage.observe()
    const registrations = observed.exchanges.filter(
      ({ request }) => request.method === 'POST' && /^\/connector\/v1\/registrations\b/.test(request.path),
    )
    return [
      check({
        id: 'HC-202/once',
        expected: 'one registration, by one node',
        got: registrations.map(({ request }) => `node ${request.node}`),
        holds: registrations.length === 1,
        evidence: observed.evidence(registrations),
      }),
    ]
  },
}
