import { check } from '../checks/check.js'
import type { Case } from './case.js'

/** @source hybrid-calendar.md 1, HC-006; `extended` covers StartTLS and Who am I. */
const READING = /^(bind|unbind|search|abandon|compare|extended|starttls|whoami)/i

/** HC-006 · what reached the directory through the nodes' endpoints. */
export const directoryLedger: Case = {
  id: 'ledger/directory',
  title: 'What a connector never does to the directory',
  shows: ['HC-006/writes'],
  async play(stage) {
    const { journal } = await stage.observe()
    const operations = journal.filter(
      ({ protocol, operation }) => ['ldap', 'gc'].includes(protocol) && operation !== '',
    )
    const writes = operations.filter(({ operation }) => !READING.test(operation))
    return [
      check({
        id: 'HC-006/writes',
        expected: 'bind, search and unbind only',
        got:
          writes.length === 0
            ? `${operations.length} operations that read`
            : writes.map(({ operation }) => operation),
        holds: operations.length === 0 ? 'not-run' : writes.length === 0,
        evidence: { journal: writes.map(({ id }) => id), wire: [] },
      }),
    ]
  },
}
