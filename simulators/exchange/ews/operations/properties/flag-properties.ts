import type { Flag } from '../../../calendar/item.js'
import type { EwsValue } from '../../tree.js'
import { ItemError } from '../item-error.js'
import { isObject } from '../request-parts.js'
import { property, type Property, type Writing } from './property.js'
import { readTime } from './setters.js'
import { renderTime, type ItemView } from './view.js'

const UNFLAGGED: Flag = { status: 'NotFlagged' }

/** The follow-up flag. @source MS-OXWSCORE 2.2.4.11 */
export const FLAG_PROPERTIES: readonly Property[] = [
  property('item:Flag', flagElement, {
    shape: 'asked',
    since: 2013,
    set: (item, value, writing) => ({ ...item, flag: readFlag(value, writing) }),
  }),
]

function flagElement({ item, reading }: ItemView): EwsValue {
  const { status, startDate, dueDate, completeDate } = item.flag ?? UNFLAGGED
  const shown = (at: Flag['startDate']) => (at === undefined ? undefined : renderTime(reading, at))
  return {
    FlagStatus: status,
    StartDate: shown(startDate),
    DueDate: shown(dueDate),
    CompleteDate: shown(completeDate),
  }
}

/** Dates that the status does not allow are refused; one completed without a date is so now. */
function readFlag(value: EwsValue, writing: Writing): Flag {
  const { FlagStatus, StartDate, DueDate, CompleteDate } = isObject(value) ? value : {}
  const status = FlagStatus as Flag['status']
  const [starts, due, completes] = [StartDate, DueDate, CompleteDate].map((date) => date !== undefined)
  const fits = {
    NotFlagged: starts !== true && due !== true && completes !== true,
    Flagged: starts === due && completes !== true,
    Complete: starts !== true && due !== true,
  }
  if (!fits[status]) throw new ItemError('ErrorInvalidArgument')
  const time = (date: EwsValue) => readTime(date, writing.startZone, writing)
  if (status === 'Complete')
    return { status, completeDate: completes === true ? time(CompleteDate as EwsValue) : writing.now }
  if (starts !== true) return { status }
  return { status, startDate: time(StartDate as EwsValue), dueDate: time(DueDate as EwsValue) }
}
