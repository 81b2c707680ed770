import type { Directory, ServiceConnectionPoint } from '../../ports/directory.js'
import type { Clock } from '../../time-and-chance/clock.js'

/** How long an answer of the directory is good for: many users start at once and share one look-up. @inferred */
const GOOD_FOR_MS = 10 * 60_000

/** A directory whose answers are remembered for a while. Failures are not. */
export function rememberDirectory(directory: Directory, clock: Clock): Directory {
  let known: { readonly answer: Promise<readonly ServiceConnectionPoint[]>; readonly until: number } | null =
    null
  return {
    findServiceConnectionPoints: async () => {
      const current =
        known !== null && known.until > clock.now()
          ? known
          : { answer: directory.findServiceConnectionPoints(), until: clock.now() + GOOD_FOR_MS }
      known = current
      try {
        return await current.answer
      } catch (error) {
        if (known === current) known = null
        throw error
      }
    },
  }
}
