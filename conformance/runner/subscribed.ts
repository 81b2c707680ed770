import type { Stage } from '../cases/case.js'
import type { Subject } from '../drivers/subject.js'
import type { Activity } from '../observation/activity.js'
import { ewsCalls } from '../observation/ews-call.js'
import type { Ledger } from '../relays/ledger.js'
import { realNow } from '../time-and-chance/clock.js'

export interface SubscribedOptions {
  readonly stage: Stage
  readonly activity: Activity
  readonly subject: Subject
  readonly ledger: Ledger
  readonly boundMs: number
}

/**
 * Waits until the subject has subscribed for every enabled person and opened a stream, or until its time to start
 * is over: then the cases tell what is missing.
 */
export async function awaitSubscriptions(options: SubscribedOptions): Promise<void> {
  const began = realNow()
  while (!isServing(options) && realNow() - began < options.boundMs) {
    await options.subject.requireRunning()
    await options.activity.next()
  }
}

function isServing({ ledger, stage }: SubscribedOptions): boolean {
  const calls = ewsCalls(ledger.exchanges()).filter(({ exchange }) => exchange.answer?.status === 200)
  const subscribed = new Set(
    calls.filter(({ operation }) => operation === 'Subscribe').map(({ impersonated }) => impersonated),
  )
  const listening = calls.some(({ operation }) => operation === 'GetStreamingEvents')
  return listening && stage.organization.enabled.every((mail) => subscribed.has(mail))
}
