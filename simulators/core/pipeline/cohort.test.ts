import { expect, it } from 'vitest'
import { abreast, assembled, pipeline, turn, type Step } from '../index.js'

interface Call {
  readonly name: string
}

/** Tells what was done, such as `read a`; a stage that is named for a call fails for it. */
function createStages(broken?: string) {
  const done: string[] = []
  const stage =
    (what: string): Step<Call> =>
    ({ name }, next) => {
      if (`${what} ${name}` === broken) throw new TypeError('broken')
      done.push(`${what} ${name}`)
      return next()
    }
  return { done, run: pipeline<Call>([assembled(), stage('read'), abreast, stage('write')]) }
}

const runAll = (run: (call: Call) => Promise<void> | void, names: string) =>
  Promise.allSettled([...names].map(async (name) => run({ name })))

it('lets each stage run for all who arrived together, in their order, before the next stage', async () => {
  const { done, run } = createStages()

  await runAll(run, 'abc')

  expect(done).toEqual(['read a', 'read b', 'read c', 'write a', 'write b', 'write c'])
})

it('waits for those who arrive in the turn after, and no longer', async () => {
  const { done, run } = createStages()

  const first = run({ name: 'a' })
  await turn()
  const second = run({ name: 'b' })
  await Promise.all([first, second])
  await run({ name: 'c' })

  expect(done).toEqual(['read a', 'read b', 'write a', 'write b', 'read c', 'write c'])
})

it('goes on without one that fails', async () => {
  const { done, run } = createStages('read b')

  const outcomes = await runAll(run, 'abc')

  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(done).toEqual(['read a', 'read c', 'write a', 'write c'])
})

it('makes cohorts of sixteen, so that not all are in memory at the same time', async () => {
  const { done, run } = createStages()

  await runAll(run, 'abcdefghijklmnopqrst')

  expect(done.indexOf('write a')).toBe(16)
  expect(done.indexOf('read q')).toBe(32)
  expect(done).toHaveLength(40)
})
