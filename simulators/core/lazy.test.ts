import { expect, it } from 'vitest'
import { Lazy } from './lazy.js'

it('loads once, however many ask', async () => {
  let loads = 0
  const part = new Lazy(async () => ++loads)
  expect(part.loaded).toBeUndefined()

  expect(await Promise.all([part.get(), part.get()])).toEqual([1, 1])

  expect(part.loaded).toBe(1)
})

it('loads nothing for who ends it', async () => {
  const part = new Lazy(() => Promise.reject(new Error('It was loaded.')))

  expect(await part.begun()).toBeUndefined()
})

it('is waited for by who ends it while it loads', async () => {
  const part = new Lazy(() => Promise.resolve('part'))
  void part.get()

  expect(await part.begun()).toBe('part')
})

it('tells everybody who asks that it cannot be loaded, and leaves nothing to end', async () => {
  const part = new Lazy(() => Promise.reject(new Error('No such module.')))

  await expect(part.get()).rejects.toThrow('No such module.')
  await expect(part.get()).rejects.toThrow('No such module.')
  expect(await part.begun()).toBeUndefined()
})
