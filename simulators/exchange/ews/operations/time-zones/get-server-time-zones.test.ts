import { expect, it } from 'vitest'
import { instant } from '../../../../core/index.js'
import { createZones } from '../../../../core/zones/zones.js'
import { wallClockOf, type ClockChange } from '../../../calendar/availability/clock-rules.js'
import type { EwsElement, EwsObject } from '../../tree.js'
import { valueOf } from '../request-parts.js'
import { ALICE, createOffice } from '../testing/office.js'

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

function ask(request: EwsObject): readonly EwsObject[] {
  const [message] = createOffice().as(ALICE)('GetServerTimeZones', request)
  return (message?.['TimeZoneDefinitions'] as EwsObject)['TimeZoneDefinition'] as readonly EwsObject[]
}

it('defines a zone by its periods and the changes between them', () => {
  const [zone] = ask({ Ids: { Id: ['Eastern Standard Time'] } })

  const period = (name: string): string => `trule:Microsoft/Registry/Eastern Standard Time/2026-${name}`
  const change = (to: string, Month: number, Occurrence: number): EwsElement => ({
    name: 'RecurringDayTransition',
    value: {
      To: { '@Kind': 'Period', $text: period(to) },
      TimeOffset: 'PT2H',
      Month,
      DayOfWeek: 'Sunday',
      Occurrence,
    },
  })
  expect(zone).toEqual({
    '@Id': 'Eastern Standard Time',
    '@Name': '(UTC-05:00) Eastern Standard Time',
    Periods: {
      Period: [
        { '@Bias': 'PT5H', '@Name': 'Standard', '@Id': period('Standard') },
        { '@Bias': 'PT4H', '@Name': 'Daylight', '@Id': period('Daylight') },
      ],
    },
    TransitionsGroups: {
      TransitionsGroup: [{ '@Id': '0', $each: [change('Daylight', 3, 2), change('Standard', 11, 1)] }],
    },
    Transitions: {
      $each: [{ name: 'Transition', value: { To: { '@Kind': 'Group', $text: '0' } } }],
    },
  })
})

it('says of a zone without changes that its one period always holds', () => {
  const [zone] = ask({ Ids: { Id: ['India Standard Time'] } })

  expect(zone).toMatchObject({
    Periods: { Period: [{ '@Bias': '-PT5H30M', '@Name': 'Standard' }] },
    TransitionsGroups: { TransitionsGroup: [{ $each: [{ name: 'Transition' }] }] },
  })
})

it('names all its zones when none is asked for, and leaves out what it does not know', () => {
  const all = ask({ '@ReturnFullTimeZoneData': false })
  const known = ask({ '@ReturnFullTimeZoneData': false, Ids: { Id: ['UTC', 'Mars Standard Time'] } })

  expect(all.length).toBeGreaterThan(130)
  expect(known).toEqual([{ '@Id': 'UTC', '@Name': '(UTC+00:00) UTC' }])
})

it.each([
  'Pacific Standard Time',
  'W. Europe Standard Time',
  'AUS Eastern Standard Time',
  'Lord Howe Standard Time',
  'Newfoundland Standard Time',
  'GMT Standard Time',
])('defines %s so that a client computes the times of the zone database', (id) => {
  const [zone] = ask({ Ids: { Id: [id] } })
  const zones = createZones()
  const clock = wallClockOf(rulesOf(zone ?? {}))

  const noons = Array.from({ length: 5 * 366 }, (_, day) => instant((20_454 + day) * 86_400_000 + 43_200_000))

  expect(noons.map((at) => clock.toWall(at))).toEqual(noons.map((at) => zones.toWall(id, at)))
})

function rulesOf(zone: EwsObject) {
  const periods = (zone['Periods'] as EwsObject)['Period'] as readonly EwsObject[]
  const [standard = 0, daylight = 0] = periods.map((period) => minutesOf(period['@Bias'] as string))
  const [group] = (zone['TransitionsGroups'] as EwsObject)['TransitionsGroup'] as readonly EwsObject[]
  const changes = (group?.$each ?? []).map(valueOf)
  const change = (name: string, biasMinutes: number): ClockChange => {
    const found = changes.find(({ To }) => String((To as EwsObject).$text).endsWith(name)) ?? {}
    const occurrence = Number(found['Occurrence'])
    return {
      biasMinutes,
      timeOfDayMs: minutesOf(found['TimeOffset'] as string) * 60_000,
      order: occurrence === -1 ? 5 : occurrence,
      month: Number(found['Month']),
      weekday: WEEKDAYS.indexOf(found['DayOfWeek'] as string),
    }
  }
  return {
    biasMinutes: standard,
    standard: change('Standard', 0),
    daylight: change('Daylight', daylight - standard),
  }
}

function minutesOf(duration: string): number {
  const [, sign, hours = '0', minutes = '0'] = /^(-?)PT(?:(\d+)H)?(?:(\d+)M)?/.exec(duration) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}
