// Measures the lab's directory against OpenLDAP's slapd, which holds the same entries, with a client in C: searches by
// equality on one connection and on eight, and a paged dump of all attributes. What counts is the ratio of throughput
// within a run; the processor time of a server is told beside it, for it wavers less. Then the lab alone, with a tenth of
// the staff and with ten times as many: how much a figure differs. Exits with 1 when a row misses its floor or its bound.
//
//   npm run build && node bench/ldap/run.mjs [--floor 0.4,0.4,0.8] [--users 15000 --rounds 5 --requests 5000 --growth no]
//
// Needs Debian's packages slapd, libldap-dev and gcc.
import { rmSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { startServer } from '../server-process.mjs'
import { measure, readEntries, ROWS } from './measure.mjs'
import { startSlapd } from './slapd.mjs'
import { tellComparison, tellGrowth } from './tables.mjs'
import { compileLoad, createFolder, requirePrograms } from './tools.mjs'

const { values: options } = parseArgs({
  options: {
    floor: { type: 'string', default: '0,0,0' },
    users: { type: 'string', default: '15000' },
    rounds: { type: 'string', default: '5' },
    requests: { type: 'string', default: '5000' },
    growth: { type: 'string', default: 'yes' },
  },
})
const [users, rounds, requests] = [options.users, options.rounds, options.requests].map(Number)
const [one, eight, dump] = options.floor.split(',').map(Number)
const GROWTH = { factor: 10, bound: 2 }

requirePrograms()
const folder = createFolder()
try {
  const load = compileLoad(folder)
  const isFastEnough = await compareWithSlapd(load)
  const isLevel = options.growth !== 'yes' || (await compareSizes(load))
  process.exitCode = isFastEnough && isLevel ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function compareWithSlapd(load) {
  const lab = await startLab(users)
  const context = { load, base: lab.base, requests }
  const entries = await readEntries(lab, context)
  const slapd = await startSlapd(folder, { suffix: lab.suffix, entries })
  try {
    const rows = await inTurns({ lab, slapd }, () => ({ ...context, values: valuesOf(entries) }))
    return tellComparison(rows, { users, rounds, requests, floors: { one, eight, dump } })
  } finally {
    await Promise.all([lab.stop(), slapd.stop()])
  }
}

async function compareSizes(load) {
  const sizes = [users / GROWTH.factor, users * GROWTH.factor]
  const [small, large] = [await startLab(sizes[0]), await startLab(sizes[1])]
  const contexts = new Map()
  for (const lab of [small, large]) {
    const context = { load, base: lab.base, requests }
    contexts.set(lab, { ...context, values: valuesOf(await readEntries(lab, context)) })
  }
  try {
    const rows = await inTurns({ small, large }, (lab) => contexts.get(lab))
    return tellGrowth(rows, { sizes, bound: GROWTH.bound })
  } finally {
    await Promise.all([small.stop(), large.stop()])
  }
}

/** Each row with its rounds; the servers take turns, so that whatever else the machine does falls on both. */
async function inTurns(servers, contextOf) {
  const rows = ROWS.map((row) => ({ ...row, rounds: [] }))
  for (let round = -1; round < rounds; round++) {
    for (const row of rows) {
      const measured = {}
      for (const [name, server] of Object.entries(servers)) {
        measured[name] = await measure(server, row, contextOf(server))
      }
      if (round >= 0) row.rounds.push(measured)
    }
  }
  return rows
}

async function startLab(staff) {
  process.env.LDAP_USERS = String(staff)
  process.env.NODE_OPTIONS = '--max-old-space-size=8192'
  const server = await startServer('./ldap/lab-server.mjs')
  const { pid, directory } = server.ready
  return {
    pid,
    uri: directory.ldap,
    dn: directory.admin.dn,
    password: directory.admin.password,
    suffix: directory.baseDn,
    base: `OU=Staff,${directory.baseDn}`,
    stop: () => server.stop(),
  }
}

/** What is asked for, in an order that jumps through the staff. */
function valuesOf(entries) {
  const all = Object.fromEntries(
    ['mail', 'sAMAccountName'].map((attribute) => [
      attribute,
      entries.map((entry) => entry.find(([name]) => name === attribute)[1].toString()),
    ]),
  )
  const jump = (list) => list.map((_, at) => list[(at * 7919) % list.length])
  return { mail: jump(all.mail), sAMAccountName: jump(all.sAMAccountName) }
}
