import type { World } from '../../core/index.js'

/** Everything about entries and links of the directory. */
export const DIRECTORY_STREAM = 'directory.entries'

const MOST_REMEMBERED = 100_000

/**
 * Answers that are worked out once and hold until something in one of the streams changes, so that a request asks for
 * the same thing at the price of a look-up.
 */
export function rememberUntilChange<Value>(
  world: World,
  streams: readonly string[],
  answer: (key: string) => Value,
): (key: string) => Value {
  const known = new Map<string, Value>()
  for (const stream of streams) world.watch(stream, () => known.clear())
  return (key) => {
    const found = known.get(key)
    if (found !== undefined || known.has(key)) return found as Value
    const value = answer(key)
    if (known.size >= MOST_REMEMBERED) known.clear()
    known.set(key, value)
    return value
  }
}
