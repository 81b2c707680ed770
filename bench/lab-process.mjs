// A lab in a process of its own, which answers the questions of a benchmark.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { Lab } from '../dist/simulators/lab/index.js'

/** Starts the lab, answers questions by their `kind`, and ends it with the process that asks. */
export async function serveLab(options, questions = () => ({})) {
  const lab = await Lab.start({ ports: 'random', ...options })
  const answers = { cpu: () => process.cpuUsage(), memory, ...(await questions(lab)) }
  process.on('message', async (question) => process.send((await answers[question.kind](question)) ?? null))
  process.on('disconnect', async () => {
    await lab[Symbol.asyncDispose]()
    process.exit()
  })
  process.send(lab.ready)
}

/** What is in use, without what could be thrown away. */
function memory() {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  return process.memoryUsage()
}
