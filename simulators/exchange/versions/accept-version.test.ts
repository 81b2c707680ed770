import { expect, it } from 'vitest'
import { acceptVersion, hasFeature, PRODUCT_VERSIONS, type ProductName } from './index.js'

const answer = (product: ProductName, version?: string) => {
  const acceptance = acceptVersion(PRODUCT_VERSIONS[product], version)
  return acceptance.kind === 'accepted' ? acceptance.version : acceptance.code
}

it.each([
  ['2010', 'Exchange2010_SP2', 'Exchange2010_SP2'],
  ['2010', 'Exchange2010_SP3', 'ErrorInvalidServerVersion'],
  ['2010', 'Exchange2013', 'ErrorInvalidServerVersion'],
  ['2013', 'Exchange2013_SP1', 'Exchange2013_SP1'],
  ['2013', 'Exchange2016', 'ErrorInvalidServerVersion'],
  ['2016', 'V2017_07_11', 'V2017_07_11'],
  ['2016', 'Exchange2019', 'ErrorInvalidServerVersion'],
  ['2019', 'Exchange2019', 'ErrorInvalidRequest'],
  ['online', 'Exchange2016', 'Exchange2016'],
  ['online', 'V2018_01_08', 'ErrorInvalidServerVersion'],
] as const)('%s answers a request for %s with %s', (product, version, expected) => {
  expect(answer(product, version)).toBe(expected)
})

it('treats a request that names no version as one of 2007', () => {
  expect(answer('2016')).toBe('Exchange2007_SP1')
})

it('knows which release has a feature', () => {
  expect([
    hasFeature(PRODUCT_VERSIONS['2010'], 'streaming'),
    hasFeature(PRODUCT_VERSIONS['2010'], 'enhancedLocation'),
  ]).toEqual([true, false])
})
