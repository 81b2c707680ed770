import { expect, it } from 'vitest'

import type { Case } from '../cases/case.js'
import { NO_EVIDENCE, check } from '../checks/check.js'
import type { Saboteur } from '../saboteurs/saboteur.js'
import { chosenOf, ledgersOf, scenariosOf } from './choice.js'

const play = () => Promise.resolve([])
const webex: Case = { id: 'keyword/webex', title: '', shows: ['HC-071/webex', 'HC-141/text'], play }
const space: Case = { id: 'meet/space', title: '', shows: ['HC-110/title'], play }
const kill: Case = { id: 'cluster/kill', title: '', phase: 'disturbed', shows: ['HC-112/lists'], play }
const cut: Case = { id: 'cluster/cut', title: '', phase: 'disturbed', shows: ['HC-115/link'], play }
const ledger: Case = { id: 'ledger/exchange', title: '', shows: ['HC-010/impersonation'], play }
const CASES = [webex, space, kill, cut]

function saboteur(...turnsRed: Saboteur['turnsRed']): Saboteur {
  return { id: 's', title: 'S', turnsRed, create: () => ({}) }
}

const idsOf = (cases: readonly Case[]) => cases.map(({ id }) => id)

it.each([
  ['all without a choice', {}, ['keyword/webex', 'meet/space', 'cluster/kill', 'cluster/cut']],
  ['those of a folder', { only: 'keyword/' }, ['keyword/webex']],
  ['those that show a requirement', { only: 'HC-110' }, ['meet/space']],
  ['those that show a check', { only: 'HC-112/lists' }, ['cluster/kill']],
  ['all steady ones for a rule over everything', { only: 'HC-010' }, ['keyword/webex', 'meet/space']],
  [
    'the steady ones of a saboteur that turns a steady check red',
    { saboteur: saboteur('HC-110/title') },
    ['keyword/webex', 'meet/space'],
  ],
  [
    'the steady ones of a saboteur that breaks a rule over everything',
    { saboteur: saboteur('HC-010/impersonation') },
    ['keyword/webex', 'meet/space'],
  ],
  [
    'no steady one of a saboteur that turns a disturbed check red',
    { saboteur: saboteur('HC-112/lists') },
    ['cluster/kill'],
  ],
  [
    'both of a saboteur that turns both red',
    { saboteur: saboteur('HC-071/webex', 'HC-115/link') },
    ['keyword/webex', 'meet/space', 'cluster/cut'],
  ],
])('plays %s', (_what, choice, ids) => {
  expect(idsOf(scenariosOf(CASES, choice))).toEqual(ids)
})

it('judges only the rules asked for', () => {
  expect(idsOf(ledgersOf([ledger], { only: 'HC-010' }))).toEqual(['ledger/exchange'])
  expect(ledgersOf([ledger], { only: 'HC-110' })).toEqual([])
})

it('keeps only the checks asked for, or all of a case asked for', () => {
  const checks = webex.shows.map((id) =>
    check({ id, expected: 'x', got: 'y', holds: true, evidence: NO_EVIDENCE }),
  )
  const result = { id: webex.id, title: '', durationMs: 0, checks }

  expect(chosenOf(result, 'HC-141').checks.map(({ id }) => id)).toEqual(['HC-141/text'])
  expect(chosenOf(result, 'keyword/webex').checks).toHaveLength(2)
})
