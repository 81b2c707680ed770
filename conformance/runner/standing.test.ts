import { expect, it } from 'vitest'

import type { Case } from '../cases/case.js'
import { NO_EVIDENCE, check } from '../checks/check.js'
import { parseManifest } from '../drivers/manifest.js'
import { asItStands, isPlayable, scopeOf, standingOf, unplayed } from './standing.js'

const manifest = (rest: string) =>
  parseManifest(`{version: 1, name: m, nodes: [{number: 1, command: [run]}], ${rest}}`, 'm.yaml')

const played: Case = {
  id: 'x',
  title: 'X',
  shows: ['HC-071/webex', 'HC-193/content'],
  play: () => Promise.resolve([]),
}

it.each([
  ['judges a row of the declared level', 'level: 2', { level: 2 as const }, 'judged'],
  ['does not judge a row above the declared level', 'level: 1', { level: 2 as const }, 'not-implemented'],
  [
    'does not judge a row of an undeclared feature',
    'level: 3, features: []',
    { feature: 'space' as const },
    'not-implemented',
  ],
  ['lets a feature need its own level', 'level: 1', { feature: 'space' as const }, 'not-implemented'],
  ['judges all features of the level by default', 'level: 2', { feature: 'space' as const }, 'judged'],
])('%s', (_what, rest, needs, kind) => {
  expect(standingOf(needs, scopeOf(manifest(rest))).kind).toBe(kind)
})

it('leaves out what the run does not judge, which is not the same as not implemented', () => {
  expect(standingOf({ level: 2 }, scopeOf(manifest('level: 3'), 1)).kind).toBe('not-run')
})

it('never judges more than is declared', () => {
  expect(scopeOf(manifest('level: 1'), 3).level).toBe(1)
})

it('turns a red check of an unjudged row into what it is', () => {
  const red = check({
    id: 'HC-193/content',
    expected: 'x',
    got: 'y',
    holds: false,
    evidence: NO_EVIDENCE,
  })

  expect(asItStands(played, red, scopeOf(manifest('level: 1'))).verdict).toBe('not-implemented')
  expect(asItStands(played, red, scopeOf(manifest('level: 3'))).verdict).toBe('fail')
})

it('plays a case for one judged check and not for none', () => {
  expect(isPlayable(played, scopeOf(manifest('level: 1')))).toBe(true)
  expect(isPlayable(played, scopeOf(manifest('level: 1, features: []')))).toBe(false)
  expect(isPlayable({ ...played, level: 2 }, scopeOf(manifest('level: 1')))).toBe(false)
})

it('tells of every check of a case that is not played', () => {
  const checks = unplayed({ ...played, feature: 'space' }, scopeOf(manifest('level: 1')))

  expect(checks.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual([
    'HC-071/webex not-implemented',
    'HC-193/content not-implemented',
  ])
})
