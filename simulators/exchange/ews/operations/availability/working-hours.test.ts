import { expect, it } from 'vitest'
import type { EwsObject } from '../../tree.js'
import { ALICE, BOB, createOffice, type Office } from '../testing/office.js'

const never: EwsObject = { Bias: 0, Time: '00:00:00', DayOrder: 0, Month: 0, DayOfWeek: 'Sunday' }
const WEDNESDAY = { StartTime: '2026-03-04T00:00:00', EndTime: '2026-03-05T00:00:00' }

function ask(office: Office, by: string, about: string): EwsObject {
  return office.asking(by)('GetUserAvailability', {
    TimeZone: { Bias: 0, StandardTime: never, DaylightTime: never },
    MailboxDataArray: { MailboxData: [{ Email: { Address: about }, AttendeeType: 'Required' }] },
    FreeBusyViewOptions: { TimeWindow: WEDNESDAY, RequestedView: ['FreeBusy'] },
    SuggestionsViewOptions: { DetailedSuggestionsWindow: WEDNESDAY },
  })
}

function setHours(office: Office, xml: string): void {
  office.as(ALICE)('CreateUserConfiguration', {
    UserConfiguration: {
      UserConfigurationName: { '@Name': 'WorkHours', DistinguishedFolderId: { '@Id': 'calendar' } },
      XmlData: Buffer.from(xml).toString('base64'),
    },
  })
}

function hoursOf(answer: EwsObject): EwsObject {
  const [response] = (answer['FreeBusyResponseArray'] as EwsObject)['FreeBusyResponse'] as EwsObject[]
  return (response?.['FreeBusyView'] as EwsObject)['WorkingHours'] as EwsObject
}

const OUTLOOK = `<?xml version="1.0"?><Root xmlns="WorkingHours.xsd"><WorkHoursVersion1><TimeZone><Bias>480</Bias>
  <Name>Pacific Standard Time</Name></TimeZone><TimeSlot><Start>10:00:00</Start><End>12:00:00</End></TimeSlot>
  <WorkDays>Wednesday Saturday</WorkDays></WorkHoursVersion1></Root>`

it('shows the hours that somebody set in a client', () => {
  const office = createOffice()
  setHours(office, OUTLOOK)

  expect(hoursOf(ask(office, BOB, ALICE))).toEqual({
    TimeZone: {
      Bias: 480,
      StandardTime: { Bias: 0, Time: '02:00:00', DayOrder: 1, Month: 11, DayOfWeek: 'Sunday' },
      DaylightTime: { Bias: -60, Time: '02:00:00', DayOrder: 2, Month: 3, DayOfWeek: 'Sunday' },
    },
    WorkingPeriodArray: {
      WorkingPeriod: [
        { DayOfWeek: ['Wednesday', 'Saturday'], StartTimeInMinutes: 600, EndTimeInMinutes: 720 },
      ],
    },
  })
})

it('suggests times in the hours of the one who asks', () => {
  const office = createOffice()
  setHours(office, OUTLOOK)

  const { SuggestionsResponse: response } = ask(office, ALICE, BOB) as { SuggestionsResponse: EwsObject }

  const result = response['SuggestionDayResultArray'] as EwsObject
  expect(result['SuggestionDayResult']).toMatchObject([
    {
      SuggestionArray: {
        Suggestion: [
          { MeetingTime: '2026-03-04T18:00:00' },
          { MeetingTime: '2026-03-04T18:30:00' },
          { MeetingTime: '2026-03-04T19:00:00' },
        ],
      },
    },
  ])
})

it('keeps to the usual hours where what was set cannot be read', () => {
  const office = createOffice()
  setHours(office, '<Root>')

  expect(hoursOf(ask(office, BOB, ALICE))).toEqual(hoursOf(ask(office, ALICE, BOB)))
})
