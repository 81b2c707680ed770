import type { EwsConnection } from '../ews/ews-connection.js'
import { createCalendarItem } from '../ews/operations/create-item.js'
import { getCalendarItems } from '../ews/operations/get-item.js'
import { updateCalendarItem } from '../ews/operations/update-item.js'
import type { TargetReference } from '../ews/property-paths.js'
import { type FormTimes, type Schedule, type Scheduled, timesOf, toFields } from './schedule.js'

const HOUR_MS = 3_600_000
const DEFAULT_LENGTH_MS = HOUR_MS / 2

/** Saves a new meeting; where the form leaves the time open, it is half an hour from the next full hour on. */
export async function schedule(ews: EwsConnection, form: Schedule, now: number): Promise<Scheduled> {
  const { start = (Math.floor(now / HOUR_MS) + 1) * HOUR_MS, end = start + DEFAULT_LENGTH_MS } = timesOf(form)
  const { itemId } = await createCalendarItem(ews, toFields(form, { start, end }))
  const [saved] = await getCalendarItems(ews, [{ itemId }])
  return { itemId, uid: saved?.uid ?? '', subject: form.subject }
}

/** Saves changes to a meeting, a series or one occurrence. A meeting that gets another start keeps its length. */
export async function change(
  ews: EwsConnection,
  meeting: TargetReference,
  form: Partial<Schedule>,
): Promise<void> {
  const times = timesOf(form)
  const isMoved = times.start !== undefined && times.end === undefined
  const isNewSeries = times.start === undefined && form.repeats !== undefined
  const settled = isMoved || isNewSeries ? await completed(ews, meeting, times) : times
  await updateCalendarItem(ews, meeting, toFields(form, settled))
}

async function completed(ews: EwsConnection, meeting: TargetReference, times: FormTimes): Promise<FormTimes> {
  const [saved] = await getCalendarItems(ews, [meeting])
  if (saved === undefined) return times
  const start = times.start ?? saved.start
  return { start, end: times.end ?? start + (saved.end - saved.start) }
}
