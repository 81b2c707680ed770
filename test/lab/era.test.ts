import { expect, it } from 'vitest'
import { Lab } from '../../simulators/lab/index.js'

it('follows the documents of the era that is asked for', async () => {
  await using current = await Lab.start({ network: 'none', era: 'current' })
  await using usual = await Lab.start({ network: 'none' })

  expect([current.ready.era, usual.ready.era]).toEqual(['current', '2019'])
})
