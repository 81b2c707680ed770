import { expect, it } from 'vitest'

import { NO_EVIDENCE, check } from '../checks/check.js'
import { exitCodeOf, exitCodeOfError } from './exit-code.js'

const made = (holds: boolean) =>
  check({ id: 'HC-071/webex', expected: 'x', got: 'y', holds, evidence: NO_EVIDENCE })
const advice = check({ id: 'HC-074/word', expected: 'x', got: 'y', holds: false, evidence: NO_EVIDENCE })

it.each([
  ['0 when all pass', [made(true)], [], 0],
  ['0 when only advice is given', [made(true), advice], [], 0],
  ['1 when a check fails', [made(false)], [], 1],
  ['0 when the failure is expected', [made(false)], ['HC-071/webex'], 0],
  ['2 when an expected failure passes', [made(true)], ['HC-071/webex'], 2],
])('is %s', (_when, checks, expectedFailures, code) => {
  expect(exitCodeOf(checks, expectedFailures)).toBe(code)
})

it('tells a wrong configuration from a broken harness', () => {
  expect(exitCodeOfError('MANIFEST_INVALID')).toBe(3)
  expect(exitCodeOfError('LAB_START')).toBe(4)
})
