// Makes recurrences, zones and times of which the answers of two engines are compared: seeded, so that each run
// asks the same, and with the changes of the clocks sought on purpose.

const DAY_MS = 86_400_000
const HALF_HOUR_MS = 1_800_000
/** What both time zone databases are sure of. */
export const FIRST_YEAR = 1980
export const LAST_YEAR = 2037

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
]
const DAY_NAMES = [...WEEKDAYS, 'Day', 'Weekday', 'WeekendDay']
const INDEXES = ['First', 'Second', 'Third', 'Fourth', 'Last']

/** Mulberry32. */
export function createChance(seed) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const upTo = (most) => Math.floor(next() * (most + 1))
  const between = (least, most) => least + upTo(most - least)
  const oneOf = (choices) => choices[upTo(choices.length - 1)]
  return { next, upTo, between, oneOf, isLucky: (share) => next() < share }
}

/** When the clock of a zone changes, to the quarter of an hour. */
export function changesOf(zones, id) {
  const found = []
  const step = 14 * DAY_MS
  const end = Date.UTC(LAST_YEAR, 11, 1)
  for (let at = Date.UTC(FIRST_YEAR, 0, 2); at < end; at += step) {
    const before = zones.offsetMs(id, at)
    if (zones.offsetMs(id, at + step) === before) continue
    let [low, high] = [at, at + step]
    while (high - low > 900_000) {
      const middle = low + Math.floor((high - low) / 2 / 900_000) * 900_000
      if (zones.offsetMs(id, middle) === before) low = middle
      else high = middle
    }
    found.push(high)
  }
  return found
}

const dayOfMonth = (chance) => (chance.isLucky(0.5) ? chance.between(28, 31) : chance.between(1, 31))
const relative = (chance) => ({ DaysOfWeek: chance.oneOf(DAY_NAMES), DayOfWeekIndex: chance.oneOf(INDEXES) })

/** Every pattern of a calendar item. */
const PATTERNS = [
  (chance) => ({ DailyRecurrence: { Interval: chance.between(1, 45) } }),
  (chance) => ({
    WeeklyRecurrence: {
      Interval: chance.between(1, 6),
      DaysOfWeek: WEEKDAYS.filter(() => chance.isLucky(0.4)).concat(chance.oneOf(WEEKDAYS)),
      ...(chance.isLucky(0.7) ? { FirstDayOfWeek: chance.oneOf(WEEKDAYS) } : {}),
    },
  }),
  (chance) => ({
    AbsoluteMonthlyRecurrence: { Interval: chance.between(1, 15), DayOfMonth: dayOfMonth(chance) },
  }),
  (chance) => ({ RelativeMonthlyRecurrence: { Interval: chance.between(1, 15), ...relative(chance) } }),
  (chance) => ({
    AbsoluteYearlyRecurrence: {
      DayOfMonth: dayOfMonth(chance),
      Month: chance.isLucky(0.3) ? 'February' : chance.oneOf(MONTHS),
    },
  }),
  (chance) => ({ RelativeYearlyRecurrence: { ...relative(chance), Month: chance.oneOf(MONTHS) } }),
]

const xsDate = (date) => new Date(date).toISOString().slice(0, 10)
const SUFFIXES = ['', '', 'Z', '-08:00', '+13:00']

/** Every range. */
const RANGES = [
  (chance, StartDate) => ({ NoEndRecurrence: { StartDate } }),
  (chance, StartDate, first) => ({
    EndDateRecurrence: {
      StartDate,
      EndDate: xsDate(first + chance.upTo(3000) * DAY_MS) + chance.oneOf(SUFFIXES),
    },
  }),
  (chance, StartDate) => ({ NumberedRecurrence: { StartDate, NumberOfOccurrences: chance.between(1, 60) } }),
]

/** A series in a zone: half of them begin near a change of the clock, at a time of day that it skips or repeats. */
export function makeSeries(chance, { zones, id, changes, number }) {
  const change = changes.length > 0 && chance.isLucky(0.5) ? chance.oneOf(changes) : undefined
  const wall =
    change === undefined
      ? Date.UTC(chance.between(FIRST_YEAR, LAST_YEAR - 12), chance.upTo(11), chance.between(1, 31)) +
        chance.upTo(95) * 900_000
      : zones.toWall(id, change) + chance.between(-4, 4) * HALF_HOUR_MS
  const first = Math.floor(wall / DAY_MS) * DAY_MS - (change === undefined ? 0 : chance.upTo(40) * DAY_MS)
  const start = zones.fromWall(id, first + (wall - Math.floor(wall / DAY_MS) * DAY_MS))
  const isAllDay = chance.isLucky(0.1)
  const begin = isAllDay ? zones.fromWall(id, first) : start
  const lengths = [0, 30, 60, 90, 600, 1440, 2000]
  const end = isAllDay ? zones.fromWall(id, first + DAY_MS) : begin + chance.oneOf(lengths) * 60_000
  const pattern = PATTERNS[number % PATTERNS.length](chance)
  const range = RANGES[Math.floor(number / PATTERNS.length) % RANGES.length]
  const recurrence = { ...pattern, ...range(chance, xsDate(first) + chance.oneOf(SUFFIXES), first) }
  return { recurrence, start: begin, end: Math.max(begin, end) }
}
