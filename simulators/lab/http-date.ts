import { toDate, type Clock } from '../core/index.js'

/** The `Date` header in lab time; undefined under the real clock, where Node's own is as good and costs nothing. */
export function httpDate(clock: Clock): (() => string) | undefined {
  if (clock.kind === 'real') return undefined
  let second = NaN
  let text = ''
  return () => {
    const now = clock.now()
    if (Math.floor(now / 1_000) !== second) {
      second = Math.floor(now / 1_000)
      text = toDate(now).toUTCString()
    }
    return text
  }
}
