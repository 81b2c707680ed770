import { expect, it } from 'vitest'

import type { Case, Stage, StageNode } from '../cases/case.js'
import { NO_EVIDENCE, check } from '../checks/check.js'
import { observedStage } from '../testing/observed-stage.js'
import { playAll, playCase } from './play.js'
import type { Scope } from './standing.js'

const EVERYTHING: Scope = { declared: 3, level: 3, features: new Set(['personal-room']) }
const made = () => [
  check({ id: 'HC-071/webex', expected: 'x', got: 'y', holds: true, evidence: NO_EVIDENCE }),
]

it('plays no case of which nothing is judged', async () => {
  let isPlayed = false
  const played: Case = {
    id: 'x',
    title: 'X',
    shows: ['HC-193/content'],
    play: () => {
      isPlayed = true
      return Promise.resolve([])
    },
  }

  const { checks } = await playCase(played, observedStage({}), EVERYTHING)

  expect(isPlayed).toBe(false)
  expect(checks.map(({ verdict }) => verdict)).toEqual(['not-implemented'])
})

it('refuses a case that does not make the checks it names', async () => {
  const played: Case = {
    id: 'x',
    title: 'X',
    shows: ['HC-071/webex', 'HC-141/text'],
    play: () => Promise.resolve(made()),
  }

  await expect(playCase(played, observedStage({}), EVERYTHING)).rejects.toMatchObject({
    code: 'CASE_INVALID',
    message: expect.stringContaining('HC-141/text') as string,
  })
})

it('plays steady cases side by side, then disturbing ones alone, and heals the nodes after each', async () => {
  const steps: string[] = []
  const node: StageNode = {
    number: 1,
    canKill: false,
    partition: () => Promise.resolve(),
    heal: () => Promise.resolve(void steps.push('heal')),
    kill: () => Promise.resolve(),
    restart: () => Promise.resolve(),
  }
  const stage: Stage = { ...withoutPeople(), nodes: [node] }
  const cases = (['disturbed', 'steady', 'disturbed', 'steady'] as const).map((phase, index): Case => ({
    id: `${phase} ${index}`,
    title: '',
    phase,
    shows: [],
    play: () => Promise.resolve([]),
  }))

  await playAll(cases, stage, async ({ id, title }) => {
    steps.push(`begin ${id}`)
    await Promise.resolve()
    steps.push(`end ${id}`)
    return { id, title, durationMs: 0, checks: [] }
  })

  expect(steps).toEqual([
    ...['begin steady 1', 'begin steady 3', 'end steady 1', 'end steady 3'],
    ...['begin disturbed 0', 'end disturbed 0', 'heal', 'begin disturbed 2', 'end disturbed 2', 'heal'],
  ])
})

/** An observed stage refuses its people, so it cannot be spread as it is. */
function withoutPeople(): Omit<Stage, 'nodes'> {
  const stage = observedStage({})
  return Object.create(stage, {}) as Stage
}
