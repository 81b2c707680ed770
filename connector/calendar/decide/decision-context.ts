import type { CalendarServices } from '../services.js'
import type { DecisionContext } from './decide.js'

/** Time and configuration as they are now. */
export function decisionContext({ clock, config }: CalendarServices): DecisionContext {
  return { now: clock.now(), config: config() }
}
