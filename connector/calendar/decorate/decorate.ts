import { isConnectorError } from '../../error.js'
import type { CalendarItem } from '../../ports/exchange.js'
import type { JoinDetails } from '../../ports/webex.js'
import { decide, type Decision } from '../decide/decide.js'
import { decisionContext } from '../decide/decision-context.js'
import type { UserCalendar } from '../services.js'
import { composeBody } from './compose-body.js'
import type { JoinWays } from './join-block.js'
import { spaceDetails } from './space-details.js'

export type Decorating = Extract<Decision, { kind: 'decorate' | 'decorate-room' }>

/** Codes by which Exchange says that the item has changed since we read it (HC-149). */
const CONFLICT_CODES: ReadonlySet<string> = new Set(['ErrorIrresolvableConflict', 'ErrorStaleObject'])
const CONFLICT_ATTEMPTS = 3

/**
 * Writes join details into the organizer's item, and with the same update to every attendee. When the user was faster,
 * the item is read and decided upon again. True when the item was written.
 */
export async function decorate(
  calendar: UserCalendar,
  item: CalendarItem,
  decision: Decorating,
): Promise<boolean> {
  let current = item
  let wanted = decision
  for (let attempt = 1; ; attempt += 1) {
    const ways = await joinWays(calendar, current, wanted)
    if (ways === null) return false
    try {
      await write(calendar, current, { ways, isAddition: wanted.kind === 'decorate' && wanted.isAddition })
      return true
    } catch (error) {
      if (!isConflict(error) || attempt === CONFLICT_ATTEMPTS) throw error
    }
    const fresh = await calendar.exchange.read(calendar.mailbox, current.ref.id)
    if (fresh === null) return false
    const again = decide(fresh, decisionContext(calendar.services))
    if (again.kind !== 'decorate' && again.kind !== 'decorate-room') return false
    current = fresh
    wanted = again
  }
}

/** The conference data dial the room where there is one; details that are added to others leave theirs alone. */
async function write(
  { services, exchange, mailbox }: UserCalendar,
  item: CalendarItem,
  { ways, isAddition }: { readonly ways: JoinWays; readonly isAddition: boolean },
): Promise<void> {
  const [{ kind, sipAddress }] = ways
  const body = composeBody(item.body, ways)
  const kept = isAddition && kind === 'space' ? item.conferenceData : null
  await exchange.decorate(mailbox, item.ref, { body, conferenceData: kept ?? sipAddress })
  const kinds = ways.map((way) => way.kind)
  services.steps.report('decorated', { user: mailbox.address, with: kinds.join(' and ') })
}

/** Null when a room's link was typed that is not the organizer's own (HC-097). */
async function joinWays(
  calendar: UserCalendar,
  item: CalendarItem,
  decision: Decorating,
): Promise<JoinWays | null> {
  if (decision.kind === 'decorate-room') {
    const room = await ownRoom(calendar)
    return isSameLink(decision.roomUrl, room.joinUrl) ? [room] : null
  }
  const found: JoinDetails[] = []
  for (const { target, keyword } of decision.effects) {
    found.push(target === 'space' ? await spaceDetails(calendar, item, keyword) : await ownRoom(calendar))
  }
  const [first, ...others] = found
  return first === undefined ? null : [first, ...others]
}

/** The organizer's own room from the site (HC-090). */
function ownRoom({ services, user: { email } }: UserCalendar): Promise<JoinDetails> {
  return services.alarms.duringSite(email, () => services.site.personalRoom(email))
}

function isSameLink(a: string, b: string): boolean {
  return a.replace(/\/$/, '').toLowerCase() === b.replace(/\/$/, '').toLowerCase()
}

function isConflict(error: unknown): boolean {
  return isConnectorError(error, 'EWS_ERROR') && CONFLICT_CODES.has(error.reason ?? '')
}
