import { expect, it } from 'vitest'

import { ConformanceError } from '../conformance-error.js'
import { firstError } from './first-error.js'

it('finds what went wrong first, below errors of closing', async () => {
  const fails = (what: string) => () => Promise.reject(new ConformanceError('RELAY', what))
  const play = async (): Promise<void> => {
    await using _outer = { [Symbol.asyncDispose]: fails('outer') }
    await using _inner = { [Symbol.asyncDispose]: fails('inner') }
    await fails('first')()
  }

  const caught: unknown = await play().catch((error: unknown) => error)

  expect(firstError(caught)).toMatchObject({ message: 'first' })
})
