import type { Scheduled } from '../../clients/index.js'
import { check } from '../checks/check.js'
import { type Observed, exchangesOf } from '../observation/observed.js'
import type { EwsCall } from '../observation/ews-call.js'
import type { Case } from './case.js'

/** OP-04 · a meeting without a keyword, twice: what happens to it can only be learnt by reading it. */
export const readAfterChange: Case = {
  id: 'operation/get-item',
  title: 'An item is read after each notification',
  shows: ['OP-04/after-notification'],
  async play(stage) {
    const { alice, bob } = stage.people
    const subject = 'Nothing to see'
    const meeting = await alice.schedules({
      ...stage.slot(),
      subject,
      location: 'Room 9',
      invitees: [bob.mail],
    })
    await stage.settle(async () => readsOf(await stage.observe(), meeting).length > 0)
    const before = readsOf(await stage.observe(), meeting).length

    await alice.changes(meeting, { location: 'Room 10' })
    await stage.settle(async () => readsOf(await stage.observe(), meeting).length > before)

    const observed = await stage.observe()
    const reads = readsOf(observed, meeting)
    return [
      check({
        id: 'OP-04/after-notification',
        expected: 'a GetItem after the meeting was made, and another after it was changed',
        got: `${before} GetItem, then ${reads.length - before}`,
        holds: before > 0 && reads.length > before,
        evidence: observed.evidence(exchangesOf(reads)),
      }),
    ]
  },
}

function readsOf(observed: Observed, meeting: Scheduled): readonly EwsCall[] {
  return observed.ews.filter((call) => call.operation === 'GetItem' && call.itemIds.includes(meeting.itemId))
}
