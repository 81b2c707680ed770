// The lab as it is built, in a process of its own.
import { Lab } from '../dist/simulators/lab/index.js'

const lab = await Lab.start({ ports: 'random' })
process.on('message', () => process.send(process.cpuUsage()))
process.on('disconnect', async () => {
  await lab[Symbol.asyncDispose]()
  process.exit()
})
process.send(lab.ready)
