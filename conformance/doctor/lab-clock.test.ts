import { expect, it } from 'vitest'

import type { AdminApi } from '../drivers/admin-api.js'
import { realNow } from '../time-and-chance/clock.js'
import { examineClock } from './lab-clock.js'

const HOUR_MS = 3_600_000

function examine(kind: 'real' | 'manual', skewMs: number) {
  const admin: Pick<AdminApi, 'clock'> = { clock: () => Promise.resolve({ kind, now: realNow() + skewMs }) }
  return examineClock({ admin })
}

it('finds nothing when both clocks agree', async () => {
  expect(await examine('real', 0)).toEqual([])
})

it.each([
  ['ahead of', HOUR_MS],
  ['behind', -HOUR_MS],
])('finds a lab that is an hour %s this machine', async (direction, skewMs) => {
  const [finding] = await examine('real', skewMs)

  expect(finding?.seen).toMatch(new RegExp(`(3600|3599) s ${direction}`))
})

it('finds a lab with a manual clock', async () => {
  const [finding] = await examine('manual', 0)

  expect(finding?.fix).toContain('--clock real')
})
