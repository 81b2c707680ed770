import { expect, it } from 'vitest'
import { canonicalValue } from './extended-values.js'

it.each([
  ['Boolean', '1', 'true'],
  ['Boolean', 'False', 'false'],
  ['Short', '32767', '32767'],
  ['Integer', '+7', '7'],
  ['Integer', '-2147483648', '-2147483648'],
  ['Long', '9223372036854775807', '9223372036854775807'],
  ['Double', '1.50', '1.5'],
  ['Float', '-INF', '-INF'],
  ['SystemTime', '2026-03-04T10:00:00+01:00', '2026-03-04T09:00:00Z'],
  ['SystemTime', '2026-03-04T10:00:00', '2026-03-04T10:00:00Z'],
  ['SystemTime', '2026-03-04T10:00:00.25Z', '2026-03-04T10:00:00.250Z'],
  ['Binary', 'AA AA\nAA==', 'AAAAAA=='],
  ['CLSID', '{00020329-0000-0000-C000-000000000046}', '00020329-0000-0000-c000-000000000046'],
  ['String', ' as it is ', ' as it is '],
])('brings a %s written as %j into the form %j', (type, written, expected) => {
  expect(canonicalValue(type, written)).toBe(expected)
})

it.each([
  ['Boolean', 'yes'],
  ['Short', '32768'],
  ['Integer', '2147483648'],
  ['Integer', '1.5'],
  ['Long', '9223372036854775808'],
  ['Double', 'much'],
  ['SystemTime', 'Wednesday'],
  ['SystemTime', '2026-13-04T10:00:00Z'],
  ['Binary', 'A'],
  ['CLSID', '0002'],
])('takes no %s written as %j', (type, written) => {
  expect(canonicalValue(type, written)).toBeUndefined()
})
