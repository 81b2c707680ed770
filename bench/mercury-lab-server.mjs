// The lab with an account for each client of Mercury, in a process of its own.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { Lab } from '../dist/simulators/lab/index.js'

const lab = await Lab.start({ ports: 'random', users: Number(process.env.MERCURY_CLIENTS) })
const answers = { cpu: () => process.cpuUsage(), memory, certificate }
process.on('message', async (question) => process.send(await answers[question.kind](question)))
process.on('disconnect', async () => {
  await lab[Symbol.asyncDispose]()
  process.exit()
})
process.send(lab.ready)

/** What is in use, without what could be thrown away. */
function memory() {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  return process.memoryUsage()
}

/** What the bare server shows its clients. */
async function certificate() {
  const { certificatePem, keyPem } = await lab.issueCertificate({ hosts: ['127.0.0.1'] })
  return { cert: certificatePem, key: keyPem }
}
