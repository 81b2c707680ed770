import { afterAll, beforeAll, expect, it } from 'vitest'
import { DIFFERENCES, PRODUCT_NAMES } from './index.js'
import { ALL_DIFFERENCES } from './testing/all-differences.js'
import { startRelease, type ReleaseLab } from './testing/release-lab.js'

const labs: ReleaseLab[] = []

beforeAll(async () => {
  for (const name of PRODUCT_NAMES) labs.push(await startRelease(name))
})

afterAll(async () => {
  for (const lab of labs) await lab[Symbol.asyncDispose]()
})

it.each(ALL_DIFFERENCES.map((difference) => [difference.what, difference] as const))(
  'shows by release: %s',
  async (_what, { values, observe }) => {
    const seen = []
    for (const lab of labs) seen.push([lab.product.name, await observe(lab)])

    expect(Object.fromEntries(seen)).toEqual(values)
  },
)

it('has a row for each value that a product has, and no row in which releases do not differ', () => {
  const known = new Set(ALL_DIFFERENCES.map(({ what }) => what))
  const same = ALL_DIFFERENCES.filter(
    ({ values }) => new Set(Object.values(values).map((value) => JSON.stringify(value))).size === 1,
  )

  expect(Object.values(DIFFERENCES).filter(({ what }) => !known.has(what))).toEqual([])
  expect(same.map(({ what }) => what)).toEqual([])
  expect(known.size).toBe(ALL_DIFFERENCES.length)
  expect(known.size).toBeGreaterThanOrEqual(40)
})
