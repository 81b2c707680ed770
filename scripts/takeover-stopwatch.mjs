// Measures from outside how long users are without service when their node is killed with kill -9: from the kill to the
// last user's Subscribe as a relay in front of Exchange sees it. People schedule and change meetings all the while;
// each must be decorated exactly once. Exits with 1 above the limit, or when anything was lost or doubled.
//
//   node scripts/takeover-stopwatch.mjs [--runs 10] [--users 400] [--limit 30]
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createPeople } from './takeover/people.mjs'
import { prepareNode, startLab } from './takeover/processes.mjs'
import { takeOver } from './takeover/run.mjs'
import { until } from './takeover/until.mjs'

const SAMPLE = 24
const START_MS = 120_000

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10' },
    users: { type: 'string', default: '400' },
    limit: { type: 'string', default: '30' },
  },
})
const [runs, users, limit] = [values.runs, values.users, values.limit].map(Number)

const directory = mkdtempSync(join(tmpdir(), 'exwex-takeover-'))
const lab = await startLab(directory, users)
const nodes = [
  await prepareNode(lab, { number: 1, directory }),
  await prepareNode(lab, { number: 2, directory }),
]
try {
  process.exitCode = (await measure()) ? 0 : 1
} finally {
  for (const node of nodes) await node.stop()
  await lab.stop()
  rmSync(directory, { recursive: true, force: true })
}

async function measure() {
  const enabled = lab.ready.users.filter(({ webexToken }) => webexToken !== null)
  const served = enabled.map(({ mail }) => mail.toLowerCase())
  const began = performance.now()
  for (const node of nodes) node.start()
  const isEven = () =>
    served.every((user) => nodes.some(({ relay }) => relay.users.has(user))) &&
    Math.abs(nodes[0].relay.users.size - nodes[1].relay.users.size) <= 1
  await until('all users to be served, half by each node', START_MS, isEven)
  console.log(
    `${served.length} users served after ${seconds((performance.now() - began) / 1000)}: ` +
      nodes.map(({ number, relay }) => `node ${number} ${relay.users.size}`).join(', '),
  )

  const results = []
  for (let run = 1; run <= runs; run++) {
    const [dying, surviving] = run % 2 === 1 ? nodes : [...nodes].reverse()
    const people = createPeople(
      lab,
      enabled.filter(({ mail }) => dying.relay.users.has(mail.toLowerCase())).slice(0, SAMPLE),
    )
    const result = await takeOver(lab, { dying, surviving, people, served, run })
    await Promise.all(people.map(({ person }) => person[Symbol.asyncDispose]()))
    results.push(result)
    tell(run, dying, result)
  }
  return summarize(results)
}

function tell(run, dying, { users: orphans, firstSeconds, seconds: took, meetings, back, faults }) {
  console.log(
    `run ${run}: node ${dying.number} killed with ${orphans} users; first served after ${seconds(firstSeconds)}, last after ${seconds(took)}; ` +
      `${meetings} meetings, ${count(faults, 'doubled')} doubled, ${count(faults, 'lost')} lost; ` +
      `back after ${seconds(back.seconds)} with ${back.moved} users moved, the longest ${seconds(back.longestGapSeconds)} without service`,
  )
  for (const { kind, what } of faults) console.log(`  ${kind}: ${what}`)
}

function summarize(results) {
  const times = results.map((result) => result.seconds).sort((a, b) => a - b)
  const median = (times[Math.floor((times.length - 1) / 2)] + times[Math.ceil((times.length - 1) / 2)]) / 2
  const faults = results.flatMap((result) => result.faults)
  const worst = times.at(-1)
  console.log(
    `${results.length} runs: taken over in ${seconds(times[0])} / ${seconds(median)} / ${seconds(worst)} (min/median/max, limit ${seconds(limit)}); ` +
      `${results.reduce((sum, { meetings }) => sum + meetings, 0)} meetings, ${count(faults, 'doubled')} doubled, ${count(faults, 'lost')} lost`,
  )
  for (const defect of lab.defects()) console.log(defect)
  return worst <= limit && faults.length === 0 && lab.defects().length === 0
}

function count(faults, kind) {
  return faults.filter((fault) => fault.kind === kind).length
}

function seconds(value) {
  return `${value.toFixed(1)} s`
}
