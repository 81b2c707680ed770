import type { CalendarItem, ItemChange } from '../ports/exchange.js'
import { decide, type Decision } from './decide/decide.js'
import { decisionContext } from './decide/decision-context.js'
import { decorate } from './decorate/decorate.js'
import { keepMembers } from './decorate/space-details.js'
import { welcomeLatecomers } from './decorate/welcome-latecomers.js'
import { publish, withdraw } from './publish/publish.js'
import type { UserCalendar } from './services.js'

/**
 * What happens to one item after a change, whoever told of it: read, decide, decorate, publish. All steps can be
 * repeated without harm: an item that is decorated is left alone, a version that is published is not sent again.
 */
export async function handleChange(calendar: UserCalendar, change: ItemChange): Promise<void> {
  const item = change.kind === 'deleted' ? null : await readItem(calendar, change.itemId)
  if (item === null) return withdraw(calendar, change.itemId)
  if (item.isCancelled) return withdraw(calendar, item.ref.id)
  if (!item.isOrganizer) return
  const decision = decide(item, decisionContext(calendar.services))
  if (await carryOut(calendar, item, decision)) return // our own write is notified too, and publishes it
  const readers = calendar.memory.meeting(item.ref.id)?.grant?.userIds ?? null
  await publish(calendar, item)
  await welcomeLatecomers(calendar, item, readers)
}

/** The item; for an occurrence the series that it belongs to, which is what is decorated and published (HC-084, HC-085). */
function readItem(
  { services, exchange, mailbox }: UserCalendar,
  itemId: string,
): Promise<CalendarItem | null> {
  return services.alarms.during('exchange', mailbox.ewsUrl, async () => {
    const item = await exchange.read(mailbox, itemId)
    const isOccurrence = item?.kind === 'Occurrence' || item?.kind === 'Exception'
    return isOccurrence ? exchange.readMaster(mailbox, itemId) : item
  })
}

/** True when the item was written. A meeting whose join details cannot be had now is still published. */
async function carryOut(calendar: UserCalendar, item: CalendarItem, decision: Decision): Promise<boolean> {
  const { steps } = calendar.services
  const user = calendar.mailbox.address
  if (decision.kind === 'unsupported')
    steps.report('skipped', { user, reason: `${decision.keyword}:${decision.modifier} is not supported` })
  if (decision.kind === 'unsupported') return false
  try {
    if (decision.kind !== 'leave') return await decorate(calendar, item, decision)
    await keepMembers(calendar, item)
    return false
  } catch (error) {
    await publish(calendar, item)
    throw error
  }
}
