/** Real time: a conformance run waits for programs it does not control, so its bounds are real seconds. */

/** Milliseconds since 1970-01-01T00:00Z. */
export function realNow(): number {
  return Date.now()
}

/** `2026-03-02T09:00:00.000Z` */
export function formatInstant(epochMs: number): string {
  return new Date(epochMs).toISOString()
}

/** Reads an ISO 8601 instant; NaN when it is none. */
export function parseInstant(text: string): number {
  return Date.parse(text)
}

/** Resolves with the promise's value, or with `late` when the bound passes first. */
export async function within<T, const L>(boundMs: number, promise: Promise<T>, late: L): Promise<T | L> {
  let timer: NodeJS.Timeout | undefined
  const bound = new Promise<L>((resolve) => {
    timer = setTimeout(() => resolve(late), boundMs)
  })
  try {
    return await Promise.race([promise, bound])
  } finally {
    clearTimeout(timer)
  }
}
