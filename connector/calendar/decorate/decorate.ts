import { isConnectorError } from '../../error.js'
import type { CalendarItem } from '../../ports/exchange.js'
import type { JoinDetails } from '../../ports/webex.js'
import { decide, type Decision } from '../decide/decide.js'
import { shareMeetingKey } from '../publish/meeting-key.js'
import type { UserCalendar } from '../services.js'
import { composeBody } from './compose-body.js'

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
  const { services } = calendar
  let current = item
  let wanted = decision
  for (let attempt = 1; ; attempt += 1) {
    const details = await joinDetails(calendar, current, wanted)
    if (details === null) return false
    try {
      await write(calendar, current, details)
      return true
    } catch (error) {
      if (!isConflict(error) || attempt === CONFLICT_ATTEMPTS) throw error
    }
    const fresh = await calendar.exchange.read(calendar.mailbox, current.ref.id)
    if (fresh === null) return false
    const again = decide(fresh, { now: services.clock.now(), keywords: services.config().keywords })
    if (again.kind !== 'decorate' && again.kind !== 'decorate-room') return false
    current = fresh
    wanted = again
  }
}

async function write(
  { services, exchange, mailbox }: UserCalendar,
  item: CalendarItem,
  details: JoinDetails,
): Promise<void> {
  const body = composeBody(item.body, details)
  await exchange.decorate(mailbox, item.ref, { body, conferenceData: details.sipAddress })
  services.steps.report('decorated', { user: mailbox.address, with: details.kind })
}

/** The organizer's own room from the site (HC-090), or a space from the cloud; null when the link typed is of another room. */
async function joinDetails(
  calendar: UserCalendar,
  item: CalendarItem,
  decision: Decorating,
): Promise<JoinDetails | null> {
  if (decision.kind === 'decorate' && decision.target === 'space')
    return spaceDetails(calendar, item, decision.keyword)
  const { services, user } = calendar
  const organizer = user.email
  const room = await services.alarms.duringSite(organizer, () => services.site.personalRoom(organizer))
  return decision.kind === 'decorate-room' && !isSameLink(decision.roomUrl, room.joinUrl) ? null : room
}

/** Resources and distribution lists do not become members of the space (HC-112, HC-113). */
async function spaceDetails(
  calendar: UserCalendar,
  item: CalendarItem,
  keyword: string,
): Promise<JoinDetails> {
  const { key, meetingId } = await shareMeetingKey(calendar, item)
  const invitees = item.attendees.filter(
    ({ role, mailboxType }) => role !== 'resource' && !mailboxType.endsWith('DL'),
  )
  const attendees = await Promise.all(invitees.map(({ address }) => key.encrypt(address)))
  return calendar.services.fleet.spaceDetails({
    organizer: calendar.user.email,
    keyword,
    meetingKey: meetingId,
    encryptionKeyUrl: key.url,
    subject: await key.encrypt(item.subject),
    start: item.start,
    end: item.end,
    timeZone: item.timeZone,
    attendees,
  })
}

function isSameLink(a: string, b: string): boolean {
  return a.replace(/\/$/, '').toLowerCase() === b.replace(/\/$/, '').toLowerCase()
}

function isConflict(error: unknown): boolean {
  return isConnectorError(error, 'EWS_ERROR') && CONFLICT_CODES.has(error.reason ?? '')
}
