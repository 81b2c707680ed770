// Measures the processor time that the lab spends on an EWS request, as a ratio to a bare node:http server that
// reads the same requests and answers the same bytes with the same headers. Both serve plain HTTP, each in a process of
// its own, to a client in this one; the lab keeps its journal and knows the client by NTLM on connections that stay
// open. One request in ten comes after an UpdateItem of a listed item, to both servers; its time counts. Exits with 1
// when a row that has a floor is below it.
//
// Each connection waits for an answer before its next request. With one connection (--connections 1) both servers sleep,
// and are woken, for each request, which costs the bare server as much again as all else.
//
//   npm run build && npm run bench [-- --floor 0.30 --requests 5000 --rounds 3 --connections 4 --items 5000 --only GetItem]
import { parseArgs } from 'node:util'
import { compare } from './compare.mjs'
import { startServer } from './server-process.mjs'
import { tell, verdict } from './report.mjs'
import { prepareCalendars } from './calendars.mjs'
import { workloads } from './workloads.mjs'

const { values } = parseArgs({
  options: {
    floor: { type: 'string', default: '0' },
    requests: { type: 'string', default: '5000' },
    rounds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '4' },
    only: { type: 'string', default: '' },
    items: { type: 'string', default: '5000' },
  },
})
const [floor, requests, rounds, connections, items] = [
  values.floor,
  values.requests,
  values.rounds,
  values.connections,
  values.items,
].map(Number)

const lab = await startServer('./lab-server.mjs')
const bare = await startServer('./bare-server.mjs')
try {
  const calendars = await prepareCalendars(lab.ready, items)
  const chosen = workloads(calendars).filter(({ name }) => name.includes(values.only))
  const rows = await compare(
    { lab, bare, open: calendars.open, workloads: chosen },
    { requests, rounds, connections },
  )
  tell(rows, { requests, rounds, connections })
  process.exitCode = verdict(rows, floor) ? 0 : 1
} finally {
  await Promise.all([lab.stop(), bare.stop()])
}
