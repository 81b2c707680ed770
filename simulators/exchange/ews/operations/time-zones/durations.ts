const MINUTE_MS = 60_000

/** `PT2H30M`, with its sign in front; nothing is `PT0S`. */
export function renderDuration(ms: number): string {
  const left = Math.abs(ms)
  const [hours, minutes] = [Math.floor(left / MINUTE_MS / 60), Math.floor(left / MINUTE_MS) % 60]
  const seconds = (left % MINUTE_MS) / 1000
  const parts = [
    [hours, 'H'],
    [minutes, 'M'],
    [seconds, 'S'],
  ] as const
  const text = parts.map(([value, unit]) => (value > 0 ? `${value}${unit}` : '')).join('')
  return text === '' ? 'PT0S' : `${ms < 0 ? '-' : ''}PT${text}`
}

const DURATION = /^(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d*)?)S)?)?$/

/** An `xs:duration` of days and less; undefined for one that counts months, and for other text. */
export function parseDuration(text: string | undefined): number | undefined {
  const parts = DURATION.exec(text?.trim() ?? '')
  if (parts === null) return undefined
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(2).map((part) => Number(part ?? 0))
  const ms = Math.round((((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000)
  return parts[1] === '-' ? -ms : ms
}
