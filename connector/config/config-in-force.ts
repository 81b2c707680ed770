import type { ClusterConfig } from '../ports/fleet.js'

/** The cluster's configuration as it is now (HC-209); whoever waits on it learns of a change. */
export interface ConfigInForce {
  readonly current: () => ClusterConfig
  readonly keep: (fresh: ClusterConfig) => void
  /** Aborted at the next change. */
  readonly change: () => AbortSignal
}

export function createConfigInForce(first: ClusterConfig): ConfigInForce {
  let config = first
  let next = new AbortController()
  return {
    current: () => config,
    keep: (fresh) => {
      config = fresh
      const changed = next
      next = new AbortController()
      changed.abort()
    },
    change: () => next.signal,
  }
}
