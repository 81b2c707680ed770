import { ConnectorError, isConnectorError } from '../../error.js'
import { SERVICE_UNAVAILABLE } from '../../ports/busy.js'
import type { Clock } from '../../time-and-chance/clock.js'

/** Whom a call is about: a server, and the mailbox that is acted for, if any. */
export interface Addressee {
  readonly ewsUrl: string
  readonly impersonate: string | null
}

/** Whom Exchange has asked us to leave alone, and until when: until then no call of any kind is made (HC-063). */
export interface BackOffs {
  /** @throws ConnectorError what Exchange answered then, with the time that is left. */
  check(addressee: Addressee): void
  /** Keeps the time that Exchange has named, if the error has one. */
  note(addressee: Addressee, error: unknown): void
}

interface BackOff {
  readonly until: number
  readonly error: ConnectorError
}

export function createBackOffs(clock: Clock): BackOffs {
  const active = new Map<string, BackOff>()
  const check = (key: string): void => {
    const found = active.get(key)
    if (found === undefined) return
    const leftMs = found.until - clock.now()
    if (leftMs <= 0) return void active.delete(key)
    const { code, message, reason } = found.error
    throw new ConnectorError(code, {
      message,
      backOffMs: leftMs,
      ...(reason === null ? {} : { reason }),
    })
  }
  return {
    check: (addressee) => {
      check(addressee.ewsUrl)
      check(mailboxKey(addressee))
    },
    note: (addressee, error) => {
      if (!isConnectorError(error) || error.backOffMs === null) return
      // a budget is a mailbox's, a queue the whole server's
      const key = error.reason === SERVICE_UNAVAILABLE ? addressee.ewsUrl : mailboxKey(addressee)
      active.set(key, { until: clock.now() + error.backOffMs, error })
    },
  }
}

function mailboxKey({ ewsUrl, impersonate }: Addressee): string {
  return `${ewsUrl} ${impersonate ?? ''}`
}
