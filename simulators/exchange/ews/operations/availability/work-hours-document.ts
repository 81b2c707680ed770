import { WEEKDAYS, type WorkingHours } from '../../../calendar/availability/working-hours.js'
import { readXml } from '../../codec/xml-reader.js'

/** What Outlook writes as `WorkHours`; what cannot be read is left out. @source MS-OXOCFG 2.2.5.2 */
export function readWorkHours(xml: string): Partial<WorkingHours> {
  const texts = textsOf(xml)
  const days = texts.get('WorkDays')?.split(/\s+/) ?? []
  const startMinutes = minutes(texts.get('Start'))
  const endMinutes = minutes(texts.get('End'))
  const timeZone = texts.get('Name')
  return {
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(texts.has('WorkDays') ? { days: WEEKDAYS.filter((day) => days.includes(day)) } : {}),
    ...(startMinutes === undefined ? {} : { startMinutes }),
    ...(endMinutes === undefined ? {} : { endMinutes }),
  }
}

/** The text of each element, by its local name. */
function textsOf(xml: string): ReadonlyMap<string, string> {
  const texts = new Map<string, string>()
  const open: string[] = []
  const violation = readXml(xml, {
    open: ({ local }) => open.push(local),
    text(chunk) {
      const name = open.at(-1) ?? ''
      texts.set(name, (texts.get(name) ?? '') + chunk)
    },
    close: () => open.pop(),
  })
  return violation === undefined ? new Map([...texts].map(([name, text]) => [name, text.trim()])) : new Map()
}

function minutes(text: string | undefined): number | undefined {
  const [, hour, minute] = /^(\d\d):(\d\d)/.exec(text ?? '') ?? []
  return hour === undefined ? undefined : Number(hour) * 60 + Number(minute)
}
