import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Lab, LabOptions } from '../../../simulators/lab/index.js'
import { startLab } from '../../support/lab.js'
import { faithful } from './interference.js'
import { check, messageOf, type Mistake } from './mistake.js'
import { MISTAKES } from './mistakes.js'
import { openRelay, type Interference } from './relay.js'
import { createScene, peopleOf, REMOTE, type Asker, type Scene } from './scene.js'

/** Enough that no two observations share somebody; a planted lab is observed once. */
const USERS = 500
const FEW_USERS = 20

let lab: Lab
let people: Iterator<Asker>

const start = (options: LabOptions = {}) => startLab({ users: USERS, hybrid: [aliasOf(REMOTE)], ...options })
const aliasOf = (mail: string) => mail.slice(0, mail.indexOf('@'))
const portOf = ({ ready }: Lab) => Number(new URL(ready.exchange.ewsHttp).port)
const ROWS = MISTAKES.map((row) => [`${row.id} ${row.mistake}`, row] as const)

async function behind<Result>(interference: Interference, use: (scene: Scene) => Promise<Result>) {
  await using relay = await openRelay(portOf(lab), interference)
  return await use(createScene(lab, relay.port, people))
}

async function planted<Result>({ plant }: Mistake, use: (scene: Scene) => Promise<Result>) {
  if ('relay' in plant) return behind(plant.relay(), use)
  await using other = await start({ users: FEW_USERS, ...plant.lab })
  return await use(createScene(other, portOf(other), peopleOf(other)))
}

beforeAll(async () => {
  lab = await start()
  people = peopleOf(lab)
})
afterAll(() => lab[Symbol.asyncDispose]())

it.each(ROWS)('sees no such mistake in the lab: %s', async (_, row) => {
  expect(await check(row, createScene(lab, portOf(lab), people))).toEqual({ kind: 'right' })
})

it.each(ROWS)('sees the mistake where it is planted: %s', async (_, row) => {
  const verdict = await planted(row, (scene) => check(row, scene))

  expect(verdict).toEqual({ kind: 'wrong', message: messageOf(row, row.wrong) })
})

it.each(ROWS)('sees none behind a relay that changes nothing: %s', async (_, row) => {
  expect(await behind(faithful, (scene) => check(row, scene))).toEqual({ kind: 'right' })
})

it('says what was expected, what came instead, and which clause says so', () => {
  const [row] = MISTAKES.filter(({ id }) => id === '8c')

  expect(row && messageOf(row, row.wrong)).toBe(
    '8c: takes 513 changes for 512 instead of refusing them\n' +
      'expected {"status":500,"code":"ErrorSchemaValidation"}\n' +
      '    came {"status":200,"code":"NoError"}\n' +
      '  clause ews.md 4.11',
  )
})

it('has a row for each of the fifteen', () => {
  const rows = new Set(MISTAKES.map(({ id }) => Number.parseInt(id)))

  expect([...rows].sort((one, other) => one - other)).toEqual(Array.from({ length: 15 }, (_, at) => at + 1))
  expect(new Set(MISTAKES.map(({ id }) => id)).size).toBe(MISTAKES.length)
})
