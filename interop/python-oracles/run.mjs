// Compares recurrences and time zones with engines that nobody here wrote: rrule of python-dateutil and zoneinfo of
// Python with the system's tzdata. This side asks our engine, oracle.py the other one and judges.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { WINDOWS_ZONES } from '../../dist/simulators/core/zones/generated/windows-zones.js'
import { createZones } from '../../dist/simulators/core/zones/zones.js'
import { occurrencesIn, openSeries } from '../../dist/simulators/exchange/calendar/recurrence/occurrences.js'
import { changesOf, createChance, FIRST_YEAR, LAST_YEAR, makeSeries } from './cases.mjs'

const SEED = 20_260_302
const SERIES = 12_510
const SHOWN = 40
const FAR = 900
const DAY_MS = 86_400_000

const here = dirname(fileURLToPath(import.meta.url))
const oracle = spawn('/usr/bin/python3', [join(here, 'oracle.py')], { stdio: ['pipe', 'inherit', 'inherit'] })
const ended = once(oracle, 'exit')
oracle.stdin.on('error', () => undefined)

const zones = createZones()
const chance = createChance(SEED)
const ids = Object.keys(WINDOWS_ZONES)
const changes = new Map(ids.map((id) => [id, changesOf(zones, id)]))

await tell({ kind: 'versions', node: process.versions.tz })
for (const id of ids) await tell(clockCase(id))
for (let number = 0; number < SERIES; number++) await tell(seriesCase(number))
oracle.stdin.end()
const [status] = await ended
process.exit(status ?? 1)

async function tell(message) {
  if (!oracle.stdin.write(`${JSON.stringify(message)}\n`)) {
    await Promise.race([once(oracle.stdin, 'drain'), ended])
  }
}

/** Offsets and wall times of a zone at random, and every quarter of an hour around each of its changes. */
function clockCase(id) {
  const instants = Array.from({ length: 200 }, () =>
    chance.between(Date.UTC(FIRST_YEAR, 0, 2), Date.UTC(LAST_YEAR, 11, 30)),
  )
  for (const change of changes.get(id)) {
    for (let quarter = -10; quarter <= 10; quarter++) instants.push(change + quarter * 900_000)
  }
  const clock = instants.map((at) => [at, zones.offsetMs(id, at)])
  const walls = instants.map((at) => {
    const wall = zones.toWall(id, at) + chance.oneOf([-1, 0, 0, 1]) * 1_800_000
    return [wall, zones.fromWall(id, wall)]
  })
  return { kind: 'clock', zone: ianaName(id), clock, walls }
}

/** What a series is on our side: its first occurrences, those in a window, and one far from the start. */
function seriesCase(number) {
  const id = ids[Math.floor(number / 18) % ids.length]
  const made = makeSeries(chance, { zones, id, changes: changes.get(id), number })
  const event = {
    ...made,
    startTimeZone: id,
    series: { recurrence: made.recurrence, exceptions: [], deleted: [] },
  }
  const series = openSeries(event, zones)
  const shown = []
  for (let index = 1; index <= Math.min(SHOWN, series.count); index++) shown.push(timesOf(series.at(index)))

  const from = made.start + chance.upTo(400) * DAY_MS
  const window = { from, to: from + chance.between(1, 60) * DAY_MS }
  const far = chance.isLucky(0.05) ? chance.between(SHOWN, FAR) : undefined
  const farSlot = far === undefined ? undefined : series.at(far)
  return {
    kind: 'series',
    zone: ianaName(id),
    ...made,
    count: series.isEndless ? null : series.count,
    shown,
    window: [window.from, window.to],
    inWindow: occurrencesIn(event, zones, window).map(({ start, end }) => [start, end]),
    far: far === undefined ? null : [far, farSlot === undefined ? null : timesOf(farSlot)],
  }
}

function timesOf({ occurrence }) {
  return [occurrence.start, occurrence.end]
}

function ianaName(id) {
  return WINDOWS_ZONES[id].split(' ')[0]
}
