import type { Fate, Sabotage } from '../relays/sabotage.js'
import type { WireRequest } from '../relays/wire.js'

/** Lets a case act at the very moment between two requests of the subject: the one before it is answered, the next not yet sent. */
export interface Interposition {
  /** The given sabotage, preceded by what the cases do. */
  readonly sabotage: Sabotage
  /** Acts once, before the next request that matches goes on. */
  readonly beforeNext: (matches: (request: WireRequest) => boolean, act: () => Promise<void>) => void
}

interface Waiting {
  readonly matches: (request: WireRequest) => boolean
  readonly act: () => Promise<void>
}

export function createInterposition(sabotage: Sabotage): Interposition {
  const waiting = new Set<Waiting>()
  const actBefore = async (request: WireRequest): Promise<void> => {
    for (const one of waiting) {
      if (!one.matches(request)) continue
      waiting.delete(one)
      await one.act()
    }
  }
  return {
    sabotage: {
      ...sabotage,
      request: async (request): Promise<Fate> => {
        await actBefore(request)
        return (await sabotage.request?.(request)) ?? { kind: 'forwarded', request }
      },
    },
    beforeNext: (matches, act) => void waiting.add({ matches, act }),
  }
}
