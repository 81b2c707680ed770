import type { Item } from './item.js'

const WEEK_MS = 7 * 86_400_000
/** What takes longer than so many weeks is looked at for every window, as a series is. */
const MOST_WEEKS = 8

interface Place {
  readonly mailbox: string
  readonly folder: number
}

/** Under what an appointment is found by time: the weeks of its folder that it touches; a series may touch any. */
export function weekKeys(item: Item): readonly string[] | undefined {
  if (item.kind !== 'CalendarItem') return undefined
  const { start, end, series } = item.event
  const isShort = end - start < MOST_WEEKS * WEEK_MS
  return series === undefined && isShort ? weeksBetween(item, start, end) : [anyWeek(item)]
}

/** The keys under which everything is found that can touch a time. */
export function keysAround(place: Place, from: number, to: number): readonly string[] {
  return [anyWeek(place), ...weeksBetween(place, from, to)]
}

function weeksBetween({ mailbox, folder }: Place, from: number, to: number): readonly string[] {
  const last = Math.floor(to / WEEK_MS)
  const weeks: string[] = []
  for (let week = Math.floor(from / WEEK_MS); week <= last; week++) weeks.push(`${mailbox}:${folder}:${week}`)
  return weeks
}

function anyWeek({ mailbox, folder }: Place): string {
  return `${mailbox}:${folder}:any`
}
