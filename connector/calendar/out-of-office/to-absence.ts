import type { AutomaticReplies } from '../../ports/exchange.js'
import type { Absence } from '../../ports/fleet.js'

/** What automatic replies say about their owner's presence: off is here, on is away, scheduled is away within its period (HC-182). */
export function toAbsence(
  { state, externalAudience, start, end }: AutomaticReplies,
  now: number,
): Absence | null {
  if (state === 'Disabled') return null
  if (state === 'Enabled') return { state, externalAudience, start: null, end: null }
  return end !== null && end <= now ? null : { state, externalAudience, start, end }
}
