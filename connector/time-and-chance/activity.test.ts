import { expect, it } from 'vitest'
import { createActivity } from './activity.js'

it('is not settled while work is in flight', async () => {
  const activity = createActivity()
  const done = activity.begin()
  let isSettled = false
  const settled = activity.settled().then(() => (isSettled = true))
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => process.nextTick(resolve))

  expect(isSettled).toBe(false)
  done()
  await settled
})

it('settles while an answer is waited for, and says so', async () => {
  const activity = createActivity()
  let answer: () => void = () => undefined
  const call = activity.awaiting(() => new Promise<void>((resolve) => (answer = resolve)))

  await activity.settled()

  expect(activity.waiting).toBe(1)
  answer()
  await call
  expect(activity.waiting).toBe(0)
})

it('sees to what follows from an answer before it is settled', async () => {
  const activity = createActivity()
  const seen: string[] = []
  const chain = async (): Promise<void> => {
    for (const name of ['one', 'two', 'three']) {
      await activity.awaiting(() => new Promise((resolve) => setImmediate(resolve)))
      seen.push(name)
    }
  }
  void chain()

  await activity.settled()

  expect(seen).toEqual(['one', 'two', 'three'])
})
