import { expect, it } from 'vitest'
import { createStreamGroups } from '../calendar/watch/stream-groups.js'
import { ConnectorError } from '../error.js'
import { createFakeExchange } from '../testing/fake-exchange.js'
import { ALICE, createFakeWorld } from '../testing/fake-services.js'
import { checkDependencies } from './check-dependencies.js'

const MAILBOX = { address: ALICE.email, ewsUrl: 'https://ex/EWS', group: '' }
const UNREACHABLE = new ConnectorError('UNREACHABLE', { message: 'reset' })

function createScene() {
  const { services, board } = createFakeWorld()
  const exchange = createFakeExchange()
  const groups = createStreamGroups({ exchange, ...services, signal: new AbortController().signal })
  const records = { locate: async () => ({ mailbox: MAILBOX, exchange, groups }), forget: () => undefined }
  return { services, board, exchange, tools: { services, records, board } }
}

it.each([
  { place: 'exchange', key: MAILBOX.ewsUrl, id: 60100 },
  { place: 'site', key: 'webex-site', id: 60160 },
  { place: 'keys', key: 'kms', id: 60154 },
] as const)(
  'ends alarm $id when the $place answers again, also when nobody needs it [HC-232]',
  async (row) => {
    const { services, board, tools } = createScene()
    const error =
      row.place === 'keys' ? new ConnectorError('KEY_SERVICE', { message: 'no key' }) : UNREACHABLE
    await services.alarms.during(row.place, row.key, () => Promise.reject(error)).catch(() => undefined)
    expect(board.list()).toMatchObject([{ id: row.id }])

    await checkDependencies(tools, ALICE)

    expect(board.list()).toEqual([])
  },
)

it('keeps the alarm while the place is away', async () => {
  const { services, board, exchange, tools } = createScene()
  const failed = (): Promise<never> => Promise.reject(UNREACHABLE)
  await services.alarms.during('exchange', MAILBOX.ewsUrl, failed).catch(() => undefined)
  exchange.probe = failed

  await checkDependencies(tools, ALICE)

  expect(board.list()).toMatchObject([{ id: 60100 }])
})

it('asks nobody when there is no alarm', async () => {
  const { exchange, tools } = createScene()
  exchange.probe = () => expect.fail('nothing is wrong')

  await checkDependencies(tools, ALICE)
})
