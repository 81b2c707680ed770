import { expect, it } from 'vitest'
import { CONTROL } from '../ldap/control.js'
import { openTestSession } from '../server/testing/open-test-session.js'
import { SORT } from './sort.js'
import { sortKeyOf } from './value-order.js'

/** `-E sss=sn`, as OpenLDAP's ldapsearch sends it; the criticality is a part of the control. */
const bytes = (hex: string, isCritical = false) => ({
  type: CONTROL.sort,
  isCritical,
  value: Buffer.from(hex, 'hex'),
})
const BY_SN = '300630040402736e'
const BY_SN_REVERSED = '300930070402736e8101ff'
const BY_NOTHING = '300830060404666f6f6f'

it('reads keys with their rule and direction', () => {
  const value = Buffer.from('300e300c' + '0402736e' + '8003312e32' + '8101ff', 'hex')

  expect(SORT.decode(value)).toEqual([{ attribute: 'sn', orderingRule: '1.2', isReverse: true }])
})

it.each([
  [BY_SN, ['Anders', 'Böhm', 'Costa']],
  [BY_SN_REVERSED, ['Costa', 'Böhm', 'Anders']],
])('sorts by %s and says so', (value, expected) => {
  const { search } = openTestSession()

  const { entries, controls } = search({ filter: '(sn=*)', attributes: ['sn'], controls: [bytes(value)] })

  expect(entries.map(({ sn }) => sn?.[0])).toEqual(expected)
  expect(controls.get(CONTROL.sortResult)?.toString('hex')).toBe('308400000003' + '0a0100')
})

it('puts entries without the key last in both directions', () => {
  const { search } = openTestSession()
  const last = (value: string) =>
    search({ filter: '(|(sn=*)(cn=Guest))', attributes: ['cn'], controls: [bytes(value)] }).entries.at(-1)?.[
      'cn'
    ]

  expect(last(BY_SN)).toEqual(['Guest'])
  expect(last(BY_SN_REVERSED)).toEqual(['Guest'])
})

it('does not sort by what does not exist, and fails where sorting is critical', () => {
  const { search } = openTestSession()

  const lenient = search({ filter: '(sn=*)', controls: [bytes(BY_NOTHING)] })
  const strict = search({ filter: '(sn=*)', controls: [bytes(BY_NOTHING, true)] })

  expect(lenient).toMatchObject({ code: 0, entries: { length: 3 } })
  expect(strict).toMatchObject({ code: 12, entries: [] })
  expect(strict.controls.get(CONTROL.sortResult)?.toString('hex')).toBe(
    '308400000009' + '0a0110' + '8004666f6f6f',
  )
})

it('sorts by one key only', () => {
  const { search } = openTestSession()
  const two = '300c30040402736e30040402636e'

  expect(search({ filter: '(sn=*)', controls: [bytes(two)] }).code).toBe(0)
  expect(search({ filter: '(sn=*)', controls: [bytes(two, true)] }).code).toBe(12)
})

it('keeps the order over pages', () => {
  const { search } = openTestSession()
  const page = (cookie: Buffer) => ({
    type: CONTROL.pagedResults,
    isCritical: false,
    value: Buffer.concat([Buffer.from([0x30, 5 + cookie.length, 2, 1, 2, 4, cookie.length]), cookie]),
  })

  const first = search({ filter: '(sn=*)', controls: [bytes(BY_SN_REVERSED), page(Buffer.alloc(0))] })
  const cookie = first.controls.get(CONTROL.pagedResults)?.subarray(-8) ?? Buffer.alloc(0)
  const second = search({ filter: '(sn=*)', controls: [bytes(BY_SN_REVERSED), page(cookie)] })

  expect([first, second].map(({ entries }) => entries.map(({ sn }) => sn?.[0]))).toEqual([
    ['Costa', 'Böhm'],
    ['Anders'],
  ])
})

it('orders texts without case and accents, symbols first, digits before letters', () => {
  const texts = ['b', 'Änne', 'anna', '7', '_x', 'a b', 'A-b', 'ab']

  const sorted = texts.toSorted((a, b) => (sortKeyOf(a) < sortKeyOf(b) ? -1 : 1))

  expect(sorted).toEqual(['_x', '7', 'a b', 'A-b', 'ab', 'anna', 'Änne', 'b'])
})
