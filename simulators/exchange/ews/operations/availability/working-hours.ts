import type { EwsObject } from '../../tree.js'

/** @inferred the form in which a zone says that its clock never changes */
const NO_CHANGE: EwsObject = { Bias: 0, Time: '00:00:00', DayOrder: 0, Month: 0, DayOfWeek: 'Sunday' }

/**
 * The hours of a mailbox whose owner never set any: Monday to Friday, 8 to 17. Mailboxes of this Exchange have no
 * regional settings, so the hours are those of its own zone, UTC. @source ews.md 4.14 for the form and the hours
 */
export const WORKING_HOURS: EwsObject = {
  TimeZone: { Bias: 0, StandardTime: NO_CHANGE, DaylightTime: NO_CHANGE },
  WorkingPeriodArray: {
    WorkingPeriod: [
      {
        DayOfWeek: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'],
        StartTimeInMinutes: 480,
        EndTimeInMinutes: 1020,
      },
    ],
  },
}
