import { describeError } from '../../error.js'
import { pauseUntilDue } from '../pause-until-due.js'
import type { UserCalendar } from '../services.js'
import { toAbsence } from './to-absence.js'

/**
 * Tells the cloud whether a person is out of office, for as long as the person is ours. Exchange raises no event for
 * automatic replies, so it is asked again and again (HC-180, HC-181). A failure concerns nothing else (HC-184).
 */
export async function followOutOfOffice(calendar: UserCalendar, signal: AbortSignal): Promise<void> {
  /** What the cloud has been told, by whichever node did it: nothing that we know of at first. */
  let told: string | null = null
  for (let isFirst = true; ; isFirst = false) {
    await pauseUntilDue(calendar, { isFirst, signal })
    if (signal.aborted) return
    told = await tell(calendar, told)
  }
}

async function tell(calendar: UserCalendar, told: string | null): Promise<string | null> {
  const { services, exchange, mailbox, user } = calendar
  try {
    const replies = await services.alarms.during('exchange', mailbox.ewsUrl, () =>
      exchange.automaticReplies(mailbox),
    )
    const absence = toAbsence(replies, services.clock.now())
    const news = JSON.stringify(absence)
    if (news === told) return told
    await services.alarms.during('cloud', 'cloud', () => services.fleet.outOfOffice(user.userId, absence))
    services.steps.report('out-of-office', { user: user.email, isAway: absence !== null })
    return news
  } catch (error) {
    services.steps.report('failed', { user: user.email, what: 'out of office', reason: describeError(error) })
    return told
  }
}
