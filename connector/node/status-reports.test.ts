import { expect, it } from 'vitest'
import { ConnectorError } from '../error.js'
import type { UserStatus } from '../ports/fleet.js'
import { ALICE, createFakeWorld } from '../testing/fake-services.js'
import { createActivity } from '../time-and-chance/activity.js'
import { createStatusReports } from './status-reports.js'

const status = (state: UserStatus['state']): UserStatus => ({
  state,
  message: { severity: 'info', key: state, text: '' },
  lastSync: null,
})

/** A cloud that takes no status while `isAway`. */
function createScene() {
  const { services, clock, statuses } = createFakeWorld()
  const cloud = { isAway: false }
  const end = new AbortController()
  const fleet = {
    ...services.fleet,
    reportStatus: async (userId: string, told: UserStatus) => {
      if (cloud.isAway) throw new ConnectorError('UNREACHABLE', { message: 'no cloud' })
      await services.fleet.reportStatus(userId, told)
    },
  }
  const reports = createStatusReports({ services: { ...services, fleet }, user: ALICE, signal: end.signal })
  const settle = async (ms: number): Promise<void> => {
    clock.advanceTo(clock.now() + ms)
    await createActivity().settled()
  }
  const told = (): readonly string[] => statuses.map(({ state }) => state)
  return { reports, cloud, end, settle, told }
}

it('tells a status again when the cloud was away [HC-230 HC-240]', async () => {
  const { reports, cloud, settle, told } = createScene()
  cloud.isAway = true
  await reports.tell(status('activated'))
  await settle(30_000)
  cloud.isAway = false

  await settle(30_000)
  await settle(30_000)

  expect(told()).toEqual(['activated'])
})

it('does not tell what is no longer true', async () => {
  const { reports, cloud, settle, told } = createScene()
  cloud.isAway = true
  await reports.tell(status('error'))
  cloud.isAway = false
  await reports.tell(status('activated'))

  await settle(30_000)

  expect(told()).toEqual(['activated'])
})

it('repeats the last status when the cloud may have forgotten it [HC-225]', async () => {
  const { reports, told } = createScene()
  await reports.repeat()
  await reports.tell(status('activated'))

  await reports.repeat()

  expect(told()).toEqual(['activated', 'activated'])
})

it('says nothing more about a user who has left', async () => {
  const { reports, cloud, end, settle, told } = createScene()
  cloud.isAway = true
  await reports.tell(status('activated'))
  cloud.isAway = false
  end.abort()

  await settle(30_000)

  expect(told()).toEqual([])
})
