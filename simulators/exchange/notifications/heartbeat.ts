import type { Clock, Instant } from '../../core/index.js'

/** @source ews.md 4.9, 11.2: the Managed API gives up after twice this silence */
export const HEARTBEAT_MS = 45_000

/** Both are documented, and clients take either. @source ews.md 4.9, 11.2 */
export type HeartbeatForm = 'ConnectionStatus' | 'StatusEvent'

/** Something that beats whenever nothing was said for a while. */
export interface Heartbeat extends Disposable {
  /** Something was said. */
  touch(): void
}

/** One timer per connection, set again when it fires and not whenever something is said. */
export function startHeartbeat(clock: Clock, beat: () => void): Heartbeat {
  let last: Instant = clock.now()
  let timer = clock.schedule(HEARTBEAT_MS, check)

  function check(): void {
    if (clock.now() - last >= HEARTBEAT_MS) {
      last = clock.now()
      beat()
    }
    timer = clock.schedule(last + HEARTBEAT_MS - clock.now(), check)
  }

  return {
    touch: () => {
      last = clock.now()
    },
    [Symbol.dispose]: () => timer[Symbol.dispose](),
  }
}
