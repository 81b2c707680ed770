// A person's calendar by CalDAV, and the lines of an iCalendar text.

/** Somebody's way into DavMail. */
export function calendarOf({ mail, upn, password }, port) {
  const authorization = `Basic ${Buffer.from(`${upn}:${password}`).toString('base64')}`
  const home = `http://127.0.0.1:${port}/users/${mail}`

  async function ask(method, path, { body, headers } = {}) {
    const response = await fetch(home + path, {
      method,
      body,
      headers: { authorization, ...headers },
      signal: AbortSignal.timeout(60_000),
    })
    return { status: response.status, etag: response.headers.get('etag'), text: await response.text() }
  }
  const xml = (depth) => ({ 'content-type': 'text/xml; charset=utf-8', depth })

  return {
    get: (name) => ask('GET', `/calendar/${name}`),
    remove: (name) => ask('DELETE', `/calendar/${name}`),
    put: (name, body) =>
      ask('PUT', `/calendar/${name}`, { body, headers: { 'content-type': 'text/calendar; charset=utf-8' } }),
    properties: (path, body) => ask('PROPFIND', path, { body, headers: xml('0') }),
    report: (body) => ask('REPORT', '/calendar/', { body, headers: xml('1') }),
    freeBusy: (body) =>
      ask('POST', '/outbox/', { body, headers: { 'content-type': 'text/calendar; charset=utf-8' } }),
  }
}

/** The zone of Berlin, as a calendar client writes it. */
const BERLIN = [
  ...['BEGIN:VTIMEZONE', 'TZID:Europe/Berlin'],
  ...['BEGIN:DAYLIGHT', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200', 'TZNAME:CEST', 'DTSTART:19810329T020000'],
  ...['RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU', 'END:DAYLIGHT'],
  ...['BEGIN:STANDARD', 'TZOFFSETFROM:+0200', 'TZOFFSETTO:+0100', 'TZNAME:CET', 'DTSTART:19961027T030000'],
  ...['RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU', 'END:STANDARD', 'END:VTIMEZONE'],
]

/** A calendar with events, each a list of lines. */
export function calendar(events, method) {
  return [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//exwex//interop//EN'],
    ...(method === undefined ? [] : [`METHOD:${method}`]),
    ...BERLIN,
    ...events.flatMap((lines) => ['BEGIN:VEVENT', 'DTSTAMP:20310101T000000Z', ...lines, 'END:VEVENT']),
    ...['END:VCALENDAR', ''],
  ].join('\r\n')
}

/** An hour by the clock of Berlin: `20310303T090000`. */
export const berlin = (name, when) => `${name};TZID=Europe/Berlin:${when}`

/** The events in a calendar: of each, its lines by name, as `{ params, value }`. */
export function eventsIn(text) {
  const lines = text.replace(/\r?\n[ \t]/g, '').split(/\r?\n/)
  const events = []
  let inner = 0
  for (const line of lines) {
    if (line === 'BEGIN:VEVENT') events.push([])
    else if (line.startsWith('BEGIN:')) inner++
    else if (line.startsWith('END:') && line !== 'END:VEVENT') inner--
    const [, name, params, value] = /^([A-Z-]+)((?:;[^:]*)?):(.*)$/s.exec(line) ?? []
    if (inner === 1 && name !== undefined && name !== 'BEGIN') events.at(-1)?.push({ name, params, value })
  }
  return events.map((event) => ({
    of: (name) => event.find((line) => line.name === name),
    all: (name) => event.filter((line) => line.name === name),
  }))
}
