// Runs one client against a lab of its own: node own-lab.mjs [options of "exwex up"] -- command [arguments]
import { spawnSync } from 'node:child_process'
import { startLab } from './start-lab.mjs'

const words = process.argv.slice(2)
const border = words.indexOf('--')
const [command, ...args] = words.slice(border + 1)

const lab = await startLab(words.slice(0, border))
try {
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: lab.environment })
  process.exitCode = status ?? 1
} finally {
  await lab.stop()
}
