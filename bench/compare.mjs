// Measures both servers in turns, so that whatever else the machine does falls on both.
import { openConnection, parseAnswer, post } from './connection.mjs'

/** After so many units a workload repeats itself, except for what it writes. */
const CYCLE = 50
/** Until the engine has compiled what is used again and again. */
const WARM_UP = 5_000

/** Each workload with its rounds: the microseconds of processor time that each server used for one unit. */
export async function compare({ lab, bare, open, workloads }, { requests, rounds, connections }) {
  const clients = {
    lab: await Promise.all(Array.from({ length: connections }, open)),
    bare: await Promise.all(Array.from({ length: connections }, () => openConnection(bare.ready.port))),
  }
  const rows = workloads.map((workload) => ({ ...workload, rounds: [], next: 0 }))
  for (const row of rows) {
    row.answers = await record(row, clients.lab[0])
    await bare.prepare(row.answers.flat())
    await run(clients.lab, labUnits(row, WARM_UP))
    await run(clients.bare, bareUnits(row, WARM_UP))
  }
  for (let round = 0; round < rounds; round++) {
    for (const row of rows) {
      await bare.prepare(row.answers.flat())
      row.rounds.push({
        lab: (await used(lab, () => run(clients.lab, labUnits(row, requests)))) / requests,
        bare: (await used(bare, () => run(clients.bare, bareUnits(row, requests)))) / requests,
      })
    }
  }
  for (const client of [...clients.lab, ...clients.bare]) client.close()
  return rows
}

/** What the lab answers in one cycle, for each unit a list. */
async function record(row, client) {
  const answers = []
  for (const unit of labUnits(row, CYCLE)) {
    const given = []
    for (const request of unit) given.push(parseAnswer(await client.send(request)))
    answers.push(given)
  }
  return answers
}

/** The next units of a workload, as lists of requests in bytes. */
function labUnits(row, count) {
  return Array.from({ length: count }, () => row.requestsAt(row.next++).map((body) => post({ body })))
}

/** The same requests for the bare server, which finds the answer by the path. */
function bareUnits(row, count) {
  const starts = []
  row.answers.reduce((start, answers) => (starts.push(start), start + answers.length), 0)
  return Array.from({ length: count }, (_, unit) =>
    row.requestsAt(unit).map((body, request) => post({ body, path: `/${starts[unit % CYCLE] + request}` })),
  )
}

async function used(server, work) {
  const before = await server.cpu()
  await work()
  return (await server.cpu()) - before
}

/** Each client takes the next unit as soon as it has finished one. */
async function run(clients, units) {
  let next = 0
  await Promise.all(
    clients.map(async (client) => {
      for (let unit = units[next++]; unit !== undefined; unit = units[next++]) {
        for (const request of unit) mustSucceed(await client.send(request))
      }
    }),
  )
}

function mustSucceed(bytes) {
  if (bytes.latin1Slice(0, 12) === 'HTTP/1.1 200' && !bytes.includes('ResponseClass="Error"')) return
  throw new Error(`A server has refused a request of the benchmark:\n${bytes.toString('utf8')}`)
}
