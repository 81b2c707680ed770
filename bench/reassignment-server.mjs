// The lab with a clock that stands still, in a process of its own, and with everybody entitled to the calendar service.
import { Lab } from '../dist/simulators/lab/index.js'

const lab = await Lab.start({
  ports: 'random',
  clock: 'manual',
  // One of the people has no account in the cloud.
  users: Number(process.env.REASSIGNMENT_PEOPLE) + 1,
})

const answers = {
  cpu: () => process.cpuUsage(),
  now: () => lab.clock.now(),
  advance: async ({ ms }) => (await lab.advance(ms)) ?? null,
}
process.on('message', async (question) => process.send(await answers[question.kind](question)))
process.on('disconnect', async () => {
  await lab[Symbol.asyncDispose]()
  process.exit()
})
process.send(lab.ready)
