import { describeError } from '../../error.js'
import { spread } from '../pause-until-due.js'
import type { UserCalendar } from '../services.js'
import type { ItemQueue } from '../watch/item-queue.js'
import { DAY_MS, PUBLISHED_AFTER_MS, publishedWindow } from './published-window.js'

/** Waited after a search that failed. @inferred */
const RETRY_MS = 10 * 60_000

/**
 * Once a day, by whichever node serves the user, finds what has come into the window of the meetings list, and what has
 * left it (HC-161, HC-194): neither is a change that Exchange tells of.
 */
export async function keepWindow(
  calendar: UserCalendar,
  queue: Pick<ItemQueue, 'add'>,
  signal: AbortSignal,
): Promise<void> {
  const { services, memory, user } = calendar
  const { clock } = services
  let leastMs = spread(user.userId)
  for (;;) {
    const searchedUntil = memory.searchedUntil() ?? 0
    const dueMs = searchedUntil - PUBLISHED_AFTER_MS + DAY_MS - clock.now()
    await clock.sleep(Math.max(leastMs, dueMs), signal).catch(() => undefined) // stopped: looked at below
    if (signal.aborted) return
    leastMs = RETRY_MS
    await search(calendar, queue).catch((error: unknown) =>
      services.steps.report('failed', { user: user.email, what: 'window', reason: describeError(error) }),
    )
  }
}

/** A single meeting that the list holds needs nothing: its changes are told. */
async function search(calendar: UserCalendar, queue: Pick<ItemQueue, 'add'>): Promise<void> {
  const { services, exchange, mailbox, memory } = calendar
  const window = publishedWindow(services.clock.now())
  const found = await services.alarms.during('exchange', mailbox.ewsUrl, () => exchange.find(mailbox, window))
  const settled = new Set(found.filter(({ isSeries }) => !isSeries).map(({ itemId }) => itemId))
  const looked = new Set([...found.map(({ itemId }) => itemId), ...memory.itemIds()])
  const due = [...looked].filter((itemId) => !settled.has(itemId) || !isListed(calendar, itemId))
  queue.add(due.map((itemId) => ({ kind: 'changed', itemId })))
  memory.keepSearchedUntil(window.to)
}

function isListed({ memory }: UserCalendar, itemId: string): boolean {
  return Object.values(memory.meeting(itemId)?.versions ?? {}).some((version) => version !== null)
}
