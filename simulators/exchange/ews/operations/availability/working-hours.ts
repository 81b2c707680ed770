import { FOLDER_NUMBERS } from '../../../calendar/folders.js'
import { USUAL_HOURS, WEEKDAYS, type WorkingHours } from '../../../calendar/availability/working-hours.js'
import type { CalendarStore } from '../../../calendar/store.js'
import { userConfiguration } from '../../../calendar/user-configurations.js'
import type { EwsObject } from '../../tree.js'
import { readWorkHours } from './work-hours-document.js'
import { serializableZone } from './serializable-zone.js'

/** The working hours of a mailbox: of the document that clients keep in its calendar. @source MS-OXOCFG 2.2.5.2 */
export function workingHoursOf({ world, zones }: CalendarStore, mailbox: string): WorkingHours {
  const at = { mailbox, folder: FOLDER_NUMBERS.calendar }
  const xml = userConfiguration(world, at, 'WorkHours')?.xmlData
  if (xml === undefined) return USUAL_HOURS
  const hours = { ...USUAL_HOURS, ...readWorkHours(Buffer.from(xml, 'base64').toString('utf8')) }
  return zones.isKnown(hours.timeZone) ? hours : { ...hours, timeZone: USUAL_HOURS.timeZone }
}

/** `t:WorkingHours`. @source ews.md 4.14 */
export function renderWorkingHours({ zones }: CalendarStore, hours: WorkingHours): EwsObject {
  return {
    TimeZone: serializableZone(zones, hours.timeZone),
    WorkingPeriodArray: {
      WorkingPeriod: [
        {
          DayOfWeek: WEEKDAYS.filter((day) => hours.days.includes(day)),
          StartTimeInMinutes: hours.startMinutes,
          EndTimeInMinutes: hours.endMinutes,
        },
      ],
    },
  }
}
