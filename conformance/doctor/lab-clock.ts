import type { AdminApi } from '../drivers/admin-api.js'
import { formatInstant, realNow } from '../time-and-chance/clock.js'
import type { Finding } from './finding.js'

/** Kerberos and most tokens allow five minutes; meetings near now are judged in less. */
const TOLERATED_MS = 60_000

interface ClockedLab {
  readonly admin: Pick<AdminApi, 'clock'>
}

/** Whether the lab lives by the same time as this machine; cases wait in real seconds. */
export async function examineClock({ admin }: ClockedLab): Promise<readonly Finding[]> {
  const before = realNow()
  const { kind, now } = await admin.clock()
  const skewMs = now - (before + realNow()) / 2
  if (kind === 'real' && Math.abs(skewMs) <= TOLERATED_MS) return []
  return [
    {
      ailment: 'clock',
      seen:
        kind === 'real'
          ? `the lab's time is ${formatInstant(now)}, ${Math.round(Math.abs(skewMs) / 1000)} s ${skewMs > 0 ? 'ahead of' : 'behind'} this machine's`
          : `the lab has a ${kind} clock`,
      where: 'GET /v1/clock of the lab',
      fix:
        kind === 'real'
          ? 'Set both clocks by one source (NTP, or the host of the containers).'
          : 'Start the lab with --clock real: a conformance run waits in real seconds.',
    },
  ]
}
