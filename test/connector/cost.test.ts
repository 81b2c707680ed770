import { expect, it } from 'vitest'
import { readCostOf, REFERENCE_COST, renderCostText } from '../../conformance/index.js'
import { startServed } from '../support/served.js'

const MINUTE_MS = 60_000
const MEETINGS = 10
const USERS = 4
/** One stream for all users. @source ews.md 4.9 */
const HEARTBEAT_MS = 45_000
const BETWEEN_MS = 30_000
/** Five minutes after the last change a user is at rest: an hour remains. */
const REST_MS = 65 * MINUTE_MS - BETWEEN_MS

it(
  'costs Exchange a handful of calls per meeting, and at rest little more than the questions it is told to ask',
  { timeout: 180_000 },
  async () => {
    await using served = await startServed()
    const alice = served.person('alice')
    await served.pass(MINUTE_MS)
    for (let number = 0; number < MEETINGS; number += 1) {
      const start = served.lab.clock.now() + (number + 1) * 60 * MINUTE_MS
      await alice.schedules({
        subject: `Meeting ${number}`,
        location: '@webex',
        start,
        invitees: ['bob@ent-pa.example'],
      })
      await served.pass(BETWEEN_MS)
    }
    await served.pass(REST_MS)

    const cost = await readCostOf(served.lab.ready.admin)

    const byName = new Map(cost.operations.map((row) => [`${row.protocol} ${row.operation}`, row] as const))
    expect(cost).toMatchObject({
      meetings: MEETINGS,
      nodes: [{ via: 'node1' }],
      idle: { hours: 1, userHours: USERS },
    })
    const heartbeats = (60 * MINUTE_MS) / HEARTBEAT_MS / USERS
    expect(cost.idle?.heartbeats).toBeGreaterThanOrEqual(heartbeats)
    expect(cost.idle?.heartbeats).toBeLessThan(heartbeats + 1.5) // the first and last words of a connection
    expect(cost.ews.perMeeting).toBeGreaterThanOrEqual(2)
    expect(cost.ews.perMeeting).toBeLessThanOrEqual(6)
    expect(cost.ews.afterwards).toBeLessThanOrEqual(4)
    expect(byName.get('ews UpdateItem')).toMatchObject({ perMeeting: 1, afterwards: 0, perUserHour: 0 })
    // automatic replies are asked for by the period that the cloud sets, a minute; all else is next to nothing
    expect(byName.get('ews GetUserOofSettings')?.perUserHour).toBe(60)
    expect(cost.ews.perUserHour).toBeLessThan(61)
    expect(byName.has('ews FindItem')).toBe(false)
    expect({ ews: cost.ews, operations: cost.operations }, renderCostText(cost)).toEqual(REFERENCE_COST)
  },
)
