const LOOK_MS = 50

/** Looks until `look` gives something that is not false or undefined; gives up with an error after `ms`. */
export async function until(what, ms, look) {
  const end = performance.now() + ms
  for (;;) {
    const found = await look()
    if (found !== undefined && found !== false) return found
    if (performance.now() > end) throw new Error(`Waited ${ms / 1000} s in vain for ${what}.`)
    await sleep(LOOK_MS)
  }
}

export function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
