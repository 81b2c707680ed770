// As little of a WebSocket server as one can write: it sends what it is given to every socket, and reads what comes.
import { createServer } from 'node:https'
import { WebSocketServer } from 'ws'

const server = createServer(JSON.parse(process.env.MERCURY_CERTIFICATE))
const sockets = new WebSocketServer({ server, perMessageDeflate: false })
sockets.on('connection', (socket) => {
  socket.on('message', () => undefined)
  socket.on('error', () => undefined)
})
server.listen(0, '127.0.0.1', () => process.send({ url: `wss://127.0.0.1:${server.address().port}` }))

process.on('message', (question) => {
  if (question.kind === 'broadcast') for (const socket of sockets.clients) socket.send(question.frame)
  process.send(process.cpuUsage())
})
process.on('disconnect', () => process.exit())
