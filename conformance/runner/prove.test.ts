import { expect, it } from 'vitest'

import { NO_EVIDENCE, check } from '../checks/check.js'
import type { Saboteur } from '../saboteurs/saboteur.js'
import { inShare, isProven, judgedIn, proofOf } from './prove.js'
import type { RunResult } from './result.js'

const saboteur: Saboteur = {
  id: 'x',
  title: 'X',
  turnsRed: ['HC-074/word', 'HC-071/webex'],
  create: () => ({}),
}

function run(...red: readonly string[]): RunResult {
  const ids = ['HC-071/webex', 'HC-074/word', 'HC-110/title'] as const
  const checks = ids.map((id) =>
    check({ id, expected: 'x', got: 'y', holds: !red.includes(id), evidence: NO_EVIDENCE }),
  )
  return {
    subject: 's',
    level: 3,
    features: [],
    seed: 1,
    saboteur: undefined,
    startedAt: '',
    durationMs: 1,
    cost: null,
    cases: [{ id: 'c', title: 'c', durationMs: 1, checks }],
  }
}

it.each([
  ['the set declared, in any order, failures and warnings', ['HC-071/webex', 'HC-074/word'], true],
  ['less than declared', ['HC-071/webex'], false],
  ['more than declared', ['HC-071/webex', 'HC-074/word', 'HC-110/title'], false],
])('compares what was seen red: %s', (_what, red, asDeclared) => {
  expect(proofOf(saboteur, run(...red), judgedIn(run())).asDeclared).toBe(asDeclared)
})

it('is proven when the clean run is green, every saboteur is as declared and no check is unproven', () => {
  const proof = proofOf(saboteur, run('HC-071/webex', 'HC-074/word'), judgedIn(run()))

  expect(isProven({ clean: run(), proofs: [proof], unproven: [], unused: [] })).toBe(true)
  expect(isProven({ clean: run('HC-110/title'), proofs: [proof], unproven: [], unused: [] })).toBe(false)
  expect(isProven({ clean: run(), proofs: [proof], unproven: ['HC-110/title'], unused: [] })).toBe(false)
})

it('deals everything out to the shares, and nothing twice', () => {
  const all = [...Array(10).keys()]
  const shares = [1, 2, 3].map((part) => inShare(all, { part, of: 3 }))

  expect(shares.flat().toSorted((a, b) => a - b)).toEqual(all)
  expect(shares.map(({ length }) => length)).toEqual([4, 3, 3])
  expect(inShare(all)).toEqual(all)
})

it('expects of a saboteur only what is judged for the subject', () => {
  const judged = new Set(['HC-071/webex'])

  expect(proofOf(saboteur, run('HC-071/webex'), judged)).toMatchObject({
    declared: ['HC-071/webex'],
    asDeclared: true,
  })
})
