// Fills the mailboxes that the benchmark reads, over the wire.
import { openAuthenticated, post } from './connection.mjs'
import { createItems, envelope } from './envelopes.mjs'

const HOUR_MS = 3_600_000
const WEEK_MS = 168 * HOUR_MS
const PER_WEEK = 25
const PER_REQUEST = 100

/** Monday, 6 July 2026. */
const FIRST = Date.UTC(2026, 6, 6, 8)
const ATTENDEES = ['bob', 'carol', 'dave'].map((name) => `${name}@ent-pa.example`)

/**
 * `week` has 25 items, `full` as many as are asked for, 25 of them in the same week, `empty` none: it is for writing.
 * Each with the ids of the items of that week.
 */
export async function prepareCalendars(ready, items) {
  const { port } = new URL(ready.exchange.ewsHttp)
  const { upn, password } = ready.serviceAccount
  const open = () => openAuthenticated(Number(port), { username: upn, password })
  const connection = await open()
  const [week, full, empty] = ready.users.map(({ mail }) => mail)
  const calendars = {
    open,
    window: { from: iso(FIRST), to: iso(FIRST + WEEK_MS) },
    week: { mailbox: week, ids: await fill(connection, week, PER_WEEK) },
    full: { mailbox: full, ids: (await fill(connection, full, items)).slice(0, PER_WEEK), items },
    empty: { mailbox: empty },
  }
  connection.close()
  return calendars
}

/** The meeting of that number: 25 a week, one after the other. */
export function meeting(number) {
  const start = FIRST + Math.floor(number / PER_WEEK) * WEEK_MS + (number % PER_WEEK) * 4 * HOUR_MS
  return {
    subject: `Planning ${String(number).padStart(5, '0')}`,
    start: iso(start),
    end: iso(start + HOUR_MS / 2),
    attendees: ATTENDEES,
  }
}

async function fill(connection, mailbox, count) {
  const ids = []
  for (let first = 0; first < count; first += PER_REQUEST) {
    const numbers = Array.from({ length: Math.min(PER_REQUEST, count - first) }, (_, at) => first + at)
    const body = envelope(mailbox, createItems(numbers.map(meeting)))
    const answer = (await connection.send(post({ body }))).toString('utf8')
    const created = [...answer.matchAll(/<t:ItemId Id="([^"]+)"/g)].map(([, id]) => id)
    if (created.length !== numbers.length) throw new Error(`The lab has not created all items:\n${answer}`)
    ids.push(...created)
  }
  return ids
}

function iso(at) {
  return new Date(at).toISOString().replace('.000Z', 'Z')
}
