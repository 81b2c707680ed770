import { expect, it } from 'vitest'
import { fromUtcFields, instant } from '../../../../core/index.js'
import { ruleZoneId } from '../../../../core/zones/zone-rules.js'
import { createZones } from '../../../../core/zones/zones.js'
import type { EwsElement, EwsObject } from '../../tree.js'
import { ALICE, createOffice } from '../testing/office.js'
import { readDefinition } from './read-definition.js'

const DAY_MS = 86_400_000

function ask(request: EwsObject): readonly EwsObject[] {
  const [message] = createOffice().as(ALICE)('GetServerTimeZones', request)
  return (message?.['TimeZoneDefinitions'] as EwsObject)['TimeZoneDefinition'] as readonly EwsObject[]
}

const period = (zone: string, name: string) => `trule:Microsoft/Registry/${zone}/${name}`
const change = (to: string, TimeOffset: string, Month: number, Occurrence: number): EwsElement => ({
  name: 'RecurringDayTransition',
  value: { To: { '@Kind': 'Period', $text: to }, TimeOffset, Month, DayOfWeek: 'Sunday', Occurrence },
})
const toGroup = (id: string) => ({ To: { '@Kind': 'Group', $text: id } })

it('defines a zone by its periods and the changes between them', () => {
  const [zone] = ask({ Ids: { Id: ['W. Europe Standard Time'] } })

  const id = (name: string) => period('W. Europe Standard Time', `1-${name}`)
  expect(zone).toEqual({
    '@Id': 'W. Europe Standard Time',
    '@Name': '(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna',
    Periods: {
      Period: [
        { '@Bias': '-PT1H', '@Name': 'Standard', '@Id': id('Standard') },
        { '@Bias': '-PT2H', '@Name': 'Daylight', '@Id': id('Daylight') },
      ],
    },
    TransitionsGroups: {
      TransitionsGroup: [
        {
          '@Id': '0',
          $each: [change(id('Daylight'), 'PT2H', 3, -1), change(id('Standard'), 'PT3H', 10, -1)],
        },
      ],
    },
    Transitions: { $each: [{ name: 'Transition', value: toGroup('0') }] },
  })
})

it('tells the rules before a change of law from those after it', () => {
  const [zone] = ask({ Ids: { Id: ['Eastern Standard Time'] } })

  const id = (name: string) => period('Eastern Standard Time', name)
  expect(zone?.['@Name']).toBe('(UTC-05:00) Eastern Time (US & Canada)')
  expect(zone?.['TransitionsGroups']).toEqual({
    TransitionsGroup: [
      {
        '@Id': '0',
        $each: [change(id('2006-Daylight'), 'PT2H', 4, 1), change(id('2006-Standard'), 'PT2H', 10, -1)],
      },
      {
        '@Id': '1',
        $each: [change(id('2007-Daylight'), 'PT2H', 3, 2), change(id('2007-Standard'), 'PT2H', 11, 1)],
      },
    ],
  })
  expect(zone?.['Transitions']).toEqual({
    $each: [
      { name: 'Transition', value: toGroup('0') },
      { name: 'AbsoluteDateTransition', value: { ...toGroup('1'), DateTime: '2007-01-01T00:00:00' } },
    ],
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
  expect(known).toEqual([{ '@Id': 'UTC', '@Name': '(UTC) Coordinated Universal Time' }])
})

it('defines every zone so that a client computes the times of the zone database from it', () => {
  const zones = createZones()
  const from = fromUtcFields({ year: 2012 })
  const noons = Array.from({ length: 20 * 52 }, (_, week) => instant(from + week * 7 * DAY_MS))

  for (const definition of ask({})) {
    const id = definition['@Id'] as string
    const read = readDefinition(definition)
    expect(read, id).toBeDefined()
    const own = ruleZoneId(read ?? { id, name: '', eras: [] })
    expect([id, noons.map((at) => zones.toWall(own, at))]).toEqual([
      id,
      noons.map((at) => zones.toWall(id, at)),
    ])
  }
})

it('gives each definition groups as clients demand them: one period, or standard and daylight time', () => {
  for (const definition of ask({})) {
    const groups = (definition['TransitionsGroups'] as EwsObject)['TransitionsGroup'] as readonly EwsObject[]
    const periods = (definition['Periods'] as EwsObject)['Period'] as readonly EwsObject[]
    const ids = periods.map((one) => one['@Id'])

    expect(new Set(ids).size).toBe(ids.length)
    for (const { $each = [] } of groups) {
      expect($each.map(({ name }) => name)).toEqual(
        $each.length === 1 ? ['Transition'] : ['RecurringDayTransition', 'RecurringDayTransition'],
      )
    }
  }
})
