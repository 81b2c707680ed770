import { expect, it } from 'vitest'
import { connectEws, findCalendarItems, getCalendarItems } from '../../clients/index.js'
import type { Step } from '../../connector/index.js'
import type { JournalEntry } from '../../simulators/core/index.js'
import type { Lab } from '../../simulators/lab/index.js'
import { accessOf, personOf, startLab } from '../support/lab.js'
import { startNodeIn } from '../support/node.js'

/** Enough for the users of a mailbox at rest, and for little more: whoever works waits for a minute and longer. */
const TIGHT = `New-ThrottlingPolicy -Name "Tight" -EwsMaxBurst 20 -EwsRechargeRate 900 -EwsCutoffBalance 8
Set-ThrottlingPolicyAssociation -Identity "CalendarConnectorAcct" -ThrottlingPolicy "Tight"`

const MEETINGS = 6
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const TIMEOUT = { timeout: 120_000 }

/** Calls of the connector that came although Exchange had asked it to leave that mailbox alone. */
function tooEarly(calls: readonly JournalEntry[]): readonly string[] {
  const refusals = calls.flatMap(({ target, closedAt, response }) => {
    const backOff = /Name="BackOffMilliseconds">(\d+)</.exec(response ?? '')?.[1]
    return backOff === undefined ? [] : [{ target, from: closedAt ?? 0, ms: Number(backOff) }]
  })
  // a call of the same moment was under way when the refusal came
  const isEarly = ({ target, openedAt }: JournalEntry): boolean =>
    refusals.some((one) => one.target === target && openedAt > one.from && openedAt < one.from + one.ms)
  return calls.filter(isEarly).map(({ id, operation, target }) => `${id} ${operation} ${target}`)
}

async function decorated(lab: Lab): Promise<readonly string[]> {
  await using ews = connectEws(accessOf(lab, 'alice'))
  const now = lab.clock.now()
  const rows = await findCalendarItems(ews, { from: now, to: now + 30 * 24 * HOUR_MS })
  const items = await getCalendarItems(ews, rows, ['TMS:ExternalConferenceData'])
  return items
    .filter(({ extendedProperties }) => extendedProperties['TMS:ExternalConferenceData'] !== undefined)
    .map(({ subject }) => subject)
    .sort()
}

it(
  'degrades under a tight policy, keeps away for as long as it is told, and loses nothing [HC-063 HC-235]',
  TIMEOUT,
  async () => {
    await using lab = await startLab()
    await lab.shell.run(TIGHT)
    const steps: Step[] = []
    const node = await startNodeIn(lab, 1, (step) => steps.push(step))
    await lab.advance(10 * MINUTE_MS)
    await using alice = personOf(lab, 'alice')
    const subjects = Array.from({ length: MEETINGS }, (_, number) => `Meeting ${number}`)
    for (const subject of subjects)
      await alice.schedules({ subject, location: '@webex', invitees: ['bob@ent-pa.example'] })

    await lab.advance(40 * MINUTE_MS)
    await node.stop()

    const calls = [...lab.core.journal.entries()].filter(
      ({ kind, protocol, principal }) =>
        kind !== 'message' && protocol === 'ews' && principal === lab.ready.serviceAccount.down,
    )
    const alarms = steps.filter(({ facts }) => facts['alarm'] === '60130').map(({ event }) => event)
    expect(calls.filter(({ outcome }) => outcome === 'ErrorServerBusy').length).toBeGreaterThan(0)
    expect(tooEarly(calls)).toEqual([])
    expect(alarms[0]).toBe('alarm-raised')
    expect(alarms.at(-1)).toBe('alarm-cleared')
    expect(await decorated(lab)).toEqual(subjects)
  },
)
