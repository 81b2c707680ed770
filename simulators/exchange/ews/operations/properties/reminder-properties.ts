import { instant, type Instant } from '../../../../core/index.js'
import type { EventItem, InboxReminder, Item } from '../../../calendar/item.js'
import type { EwsValue } from '../../tree.js'
import { isObject, list } from '../request-parts.js'
import { CALENDAR_ITEM, eventProperty, property, type Property } from './property.js'
import { inItem, withEvent, withoutEventField } from './setters.js'
import { renderTime, type ItemView } from './view.js'

const MINUTE_MS = 60_000

/** Reminders. That of an appointment is due when it begins, whatever a client says. @source ews.md 5.1, [EL] */
export const REMINDER_PROPERTIES: readonly Property[] = [
  property('item:ReminderDueBy', ({ item, reading }) => time(reading, dueBy(item)), { set: ignored }),
  property('item:ReminderIsSet', (view) => view.item.reminderIsSet, { set: inItem('reminderIsSet') }),
  property('item:ReminderNextTime', ({ item, reading }) => time(reading, nextTime(item)), {
    shape: 'asked',
    since: 2013,
  }),
  property('item:ReminderMinutesBeforeStart', ({ item }) => String(item.reminderMinutes), {
    set: (item, value) => ({ ...item, reminderMinutes: Number(value) }),
  }),
  eventProperty('calendar:InboxReminders', inboxReminders, {
    kinds: CALENDAR_ITEM,
    shape: 'asked',
    listed: false,
    since: 2016,
    set: setInboxReminders,
    clear: withoutEventField('inboxReminders'),
  }),
]

function ignored(item: Item): Item {
  return item
}

function dueBy(item: Item): Instant | undefined {
  return item.kind === 'CalendarItem' ? item.event.start : undefined
}

function nextTime(item: Item): Instant | undefined {
  if (item.kind !== 'CalendarItem' || !item.reminderIsSet) return undefined
  return instant(item.event.start - item.reminderMinutes * MINUTE_MS)
}

function time(reading: ItemView['reading'], at: Instant | undefined): EwsValue {
  return at === undefined ? undefined : renderTime(reading, at)
}

function inboxReminders({ item }: ItemView<EventItem>): EwsValue {
  const reminders = item.event.inboxReminders ?? []
  return reminders.length === 0 ? undefined : { InboxReminder: reminders }
}

function setInboxReminders(item: EventItem, value: EwsValue): EventItem {
  const inboxReminders = list(
    isObject(value) ? value : undefined,
    'InboxReminder',
  ) as readonly InboxReminder[]
  return withEvent(item, { inboxReminders })
}
