// One measurement: what a client got through in a time, and how much processor time the server took for it.
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'

const TICKS_PER_SECOND = 100
const MAX_OUTPUT_BYTES = 2 ** 30

/** About ten attributes, as a connector asks for them. */
const ASKED = [
  ...['cn', 'displayName', 'givenName', 'sn', 'mail', 'sAMAccountName', 'userPrincipalName'],
  ...['proxyAddresses', 'legacyExchangeDN', 'objectGUID', 'msExchRecipientTypeDetails'],
]

/** A small directory is dumped several times, until so many entries have come. */
const DUMPED = 15_000

export const EVERYBODY = '(objectClass=user)'

/** The rows of the table: `units` is what is counted, a request or an entry. */
export const ROWS = [
  { name: 'equality of mail, 1 connection', kind: 'one', attribute: 'mail', connections: 1 },
  { name: 'equality of mail, 8 connections', kind: 'eight', attribute: 'mail', connections: 8 },
  { name: 'equality of sAMAccountName, 8 connections', attribute: 'sAMAccountName', connections: 8 },
  { name: 'paged dump, all attributes', kind: 'dump', connections: 1 },
]

/** Runs the client against a server; what it counted, in units per second and microseconds per unit. */
export async function measure(server, row, { load, base, requests, values }) {
  const isDump = row.kind === 'dump'
  const target = [isDump ? 'dump' : 'equal', server.uri, server.dn, server.password, base]
  const dumps = Math.ceil(DUMPED / values.mail.length)
  const work = isDump ? ['1', dumps, EVERYBODY] : [row.connections, requests, row.attribute, ...ASKED]
  const before = processorSeconds(server.pid)
  const running = promisify(execFile)(load, [...target, ...work.map(String)])
  running.child.stdin.end(isDump ? '' : values[row.attribute].join('\n'))
  const { stdout } = await running
  const counts = JSON.parse(stdout)
  const units = isDump ? counts.entries : requests
  return {
    counts,
    perSecond: units / counts.seconds,
    serverMicroseconds: ((processorSeconds(server.pid) - before) * 1e6) / units,
    clientMicroseconds: (counts.clientSeconds * 1e6) / units,
  }
}

/** The entries that a server holds, each a list of `[attribute, octets]` that begins with its name. */
export async function readEntries(server, { load, base }) {
  const { stdout } = await promisify(execFile)(
    load,
    ['ldif', server.uri, server.dn, server.password, base, '1', '1', EVERYBODY],
    { maxBuffer: MAX_OUTPUT_BYTES },
  )
  const lines = stdout.replaceAll('\n ', '').trimEnd().split('\n\n')
  return lines.map((entry) => entry.split('\n').map(parseLine))
}

function parseLine(line) {
  const [, name, isEncoded, text] = /^([^:]+):(:?) ?(.*)$/.exec(line)
  return [name, Buffer.from(text, isEncoded === ':' ? 'base64' : 'utf8')]
}

/** What a process and its threads have used. @source proc(5): fields 14 and 15 */
function processorSeconds(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const [user, system] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
  return (Number(user) + Number(system)) / TICKS_PER_SECOND
}
