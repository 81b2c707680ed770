// Runs `npm start` as a newcomer does and waits until it has said that both meetings are decorated.
import { spawn } from 'node:child_process'

const PATIENCE_MS = 60_000
const DONE = 'Both meetings are decorated.'

const start = spawn('npm', ['start'], { stdio: ['ignore', 'inherit', 'pipe'], detached: true })
const code = await new Promise((resolve) => {
  const patience = setTimeout(() => resolve('late'), PATIENCE_MS)
  let said = ''
  start.stderr.setEncoding('utf8').on('data', (chunk) => {
    process.stderr.write(chunk)
    said += chunk
    if (said.includes(DONE)) resolve('decorated')
  })
  start.once('exit', (status) => resolve(`ended with ${status}`))
  start.once('close', () => clearTimeout(patience))
})
const ended = new Promise((resolve) => start.once('exit', resolve))
process.kill(-start.pid, 'SIGTERM')
await ended
if (code !== 'decorated') console.error(`npm start: ${code}`)
process.exit(code === 'decorated' ? 0 : 1)
