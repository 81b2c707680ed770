import type { CalendarItem, ItemChange } from '../ports/exchange.js'
import { decide, type Decision } from './decide/decide.js'
import { decorate } from './decorate/decorate.js'
import { publish, withdraw } from './publish/publish.js'
import type { CalendarServices, UserCalendar } from './services.js'

/**
 * What happens to one item after a change, whoever told of it: read, decide, decorate, publish. All steps can be
 * repeated without harm: an item that is decorated is left alone, a version that is published is not sent again.
 */
export async function handleChange(
  services: CalendarServices,
  calendar: UserCalendar,
  change: ItemChange,
): Promise<void> {
  const item = change.kind === 'deleted' ? null : await readItem(services, calendar, change.itemId)
  if (item === null || item.isCancelled) return withdraw(services, calendar, change.itemId)
  if (!item.isOrganizer) return
  const decision = decide(item, { now: services.clock.now(), keywords: services.config().keywords })
  if (await carryOut(services, calendar, item, decision)) return // our own write is notified too, and publishes it
  await publish(services, calendar, item)
}

function readItem(
  services: CalendarServices,
  { exchange, mailbox }: UserCalendar,
  itemId: string,
): Promise<CalendarItem | null> {
  return services.alarms.during('exchange', mailbox.ewsUrl, () => exchange.read(mailbox, itemId))
}

/** True when the item was written. A meeting whose join details cannot be had now is still published. */
async function carryOut(
  services: CalendarServices,
  calendar: UserCalendar,
  item: CalendarItem,
  decision: Decision,
): Promise<boolean> {
  const { steps } = services
  const user = calendar.mailbox.address
  if (decision.kind === 'unsupported')
    steps.report('skipped', { user, reason: `${decision.keyword}:${decision.modifier} is not supported` })
  if (decision.kind === 'unsupported' || decision.kind === 'leave') return false
  try {
    return await decorate(services, calendar, item, decision)
  } catch (error) {
    await publish(services, calendar, item)
    throw error
  }
}
