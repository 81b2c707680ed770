// As little of a server as node:http lets one write: it reads a request to its end and answers with bytes that it was
// given, by the number in the path.
import { createServer } from 'node:http'

let answers = []

const server = createServer((request, response) => {
  const { headers, body } = answers[Number(request.url.slice(1))]
  request.on('data', () => undefined)
  request.on('end', () => {
    response.writeHead(200, headers)
    response.end(body)
  })
})
server.keepAliveTimeout = 120_000
server.maxRequestsPerSocket = 0
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }))

process.on('message', (question) => {
  if (question.kind === 'prepare')
    answers = question.answers.map(({ headers, body }) => ({ headers, body: Buffer.from(body) }))
  process.send(process.cpuUsage())
})
process.on('disconnect', () => process.exit())
