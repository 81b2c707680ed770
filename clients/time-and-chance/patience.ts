/** Aborts after that much time of this machine: how long a client waits for an answer that may never come. */
export function patience(ms: number): AbortSignal {
  return AbortSignal.timeout(ms)
}
