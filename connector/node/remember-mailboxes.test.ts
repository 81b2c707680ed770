import { expect, it, vi } from 'vitest'
import { createVirtualClock } from '../time-and-chance/virtual-clock.js'
import { rememberMailboxes } from './remember-mailboxes.js'

const MINUTE_MS = 60_000

function createScene() {
  const clock = createVirtualClock(0)
  const search = vi.fn(async (address: string) => `home of ${address}`)
  return { clock, search, finder: rememberMailboxes(search, clock) }
}

it('asks once for all who ask, however the address is written', async () => {
  const { search, finder } = createScene()

  const homes = await Promise.all(['alice@x', 'Alice@X'].map((address) => finder.locate(address)))

  expect(homes).toEqual(['home of alice@x', 'home of alice@x'])
  expect(search).toHaveBeenCalledOnce()
})

it('asks again after a while, and when it was told that the answer is wrong [HC-036]', async () => {
  const { clock, search, finder } = createScene()
  await finder.locate('alice@x')

  finder.forget('alice@x')
  await finder.locate('alice@x')
  clock.advanceTo(10 * MINUTE_MS)
  await finder.locate('alice@x')

  expect(search).toHaveBeenCalledTimes(3)
})

it('does not remember a failure [HC-242]', async () => {
  const { search, finder } = createScene()
  search.mockRejectedValueOnce(new Error('nobody answers'))

  await expect(finder.locate('alice@x')).rejects.toThrow('nobody answers')

  expect(await finder.locate('alice@x')).toBe('home of alice@x')
})
