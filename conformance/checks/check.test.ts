import { expect, it } from 'vitest'

import { NO_EVIDENCE, check, isRed } from './check.js'

const shown = { expected: 'x', got: undefined, evidence: NO_EVIDENCE }

it('fails a certain or derived requirement that does not hold', () => {
  expect(check({ ...shown, id: 'HC-002/wire', holds: false }).verdict).toBe('fail')
  expect(check({ ...shown, id: 'HC-143/copies', holds: false }).verdict).toBe('fail')
})

it('only warns about an inferred requirement that does not hold', () => {
  expect(check({ ...shown, id: 'HC-074/address', holds: false }).verdict).toBe('warn')
})

it('only warns about advice that goes beyond a certain requirement', () => {
  expect(check({ ...shown, id: 'HC-002/wire', isAdvice: true, holds: false }).verdict).toBe('warn')
})

it('is not green when a prerequisite is missing', () => {
  const verdict = check({ ...shown, id: 'HC-002/wire', holds: 'not-run' }).verdict

  expect(verdict).toBe('not-run')
  expect(isRed(verdict)).toBe(false)
})

it('carries the row of its identifier and a readable Got', () => {
  const made = check({ ...shown, id: 'HC-110/title', got: ['a'], holds: true })

  expect(made).toMatchObject({ verdict: 'pass', got: '["a"]', requirement: { id: 'HC-110', certainty: 'C' } })
})
