import { expect, it } from 'vitest'
import type { Entry } from './entry.js'
import { stampOf, stampsAfter } from './stamps.js'

const before: Entry = {
  id: '1',
  parent: '2',
  head: null,
  rdnType: 'CN',
  name: 'Anna',
  createdSequence: 10,
  createdAt: 0,
  changedAt: 0,
  values: { sn: ['Berg'], mail: ['a@x', 'b@x'], title: ['Engineer'] },
}

it('numbers the attributes that a change sets, changes or removes, and no other', () => {
  const values = { sn: ['Berg'], mail: ['a@x'], mobile: ['1'] }

  const stamps = stampsAfter(before, { values }, 20)

  expect(stamps).toEqual({ mail: 20, mobile: 20, title: 20 })
  expect(stampOf({ ...before, values, stamps }, 'sn')).toBe(10)
})

it('takes a move for a change of the name', () => {
  const moved = stampsAfter({ ...before, stamps: { mail: 12 } }, { parent: '3' }, 20)

  expect(moved).toEqual({ mail: 12, name: 20 })
})
