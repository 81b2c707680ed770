import { createAutodiscover } from '../adapters/autodiscover/pox.js'
import { createExchange } from '../adapters/ews/exchange-adapter.js'
import { createExchangePool, type ExchangePool } from '../adapters/http/exchange-pool.js'
import type { HttpTools } from '../adapters/http/http-client.js'
import type { Traffic } from '../adapters/http/traffic.js'
import { createDirectory } from '../adapters/ldap/scp-lookup.js'
import { locateMailbox, type Locator } from '../calendar/discover/locate-mailbox.js'
import { rememberDirectory } from '../calendar/discover/remember-directory.js'
import { createStreamGroups, type StreamGroups } from '../calendar/watch/stream-groups.js'
import type { ExchangeRecord } from '../config/subject.js'
import { ConnectorError } from '../error.js'
import type { AlarmWatch } from '../management/alarm-watch.js'
import type { Directory } from '../ports/directory.js'
import type { Exchange, Mailbox } from '../ports/exchange.js'
import { rememberMailboxes } from './remember-mailboxes.js'
import type { Steps } from './steps.js'

/** A mailbox, and the Exchange record that serves it. */
export interface LocatedMailbox {
  readonly mailbox: Mailbox
  readonly exchange: Exchange
  readonly groups: StreamGroups
}

/** All Exchange records of the configuration, each with its own account and discovery (HC-023). */
export interface ExchangeRecords {
  /** Asks the records in turn. @throws ConnectorError of the last one asked when none serves the address. */
  locate(address: string): Promise<LocatedMailbox>
  /** The mailbox may not be where it was found: the next `locate` asks anew. */
  forget(address: string): void
  close(): void
}

export interface RecordTools extends HttpTools {
  readonly traffic: Traffic
  readonly alarms: AlarmWatch
  readonly steps: Steps
  readonly signal: AbortSignal
}

export function createExchangeRecords(
  records: readonly ExchangeRecord[],
  tools: RecordTools,
): ExchangeRecords {
  const open = records.filter(({ enabled }) => enabled).map((record) => openRecord(record, tools))
  const search = async (address: string): Promise<LocatedMailbox> => {
    let last: unknown = new ConnectorError('SUBJECT_INVALID', {
      message: 'No Microsoft Exchange Server is configured; add one.',
    })
    for (const { locator, exchange, groups } of open) {
      try {
        return { mailbox: await locateMailbox(locator, address), exchange, groups }
      } catch (error) {
        last = error
      }
    }
    throw last
  }
  return {
    ...rememberMailboxes(search, tools.clock),
    close: () => {
      for (const { pool } of open) pool.close()
    },
  }
}

function openRecord(
  record: ExchangeRecord,
  tools: RecordTools,
): { locator: Locator; exchange: Exchange; groups: StreamGroups; pool: ExchangePool } {
  const { username, password, authentication, discovery } = record
  const pool = createExchangePool({
    tools,
    account: { username, password, authentication },
    verify: record.tlsVerify,
  })
  const exchange = createExchange({ pool, clock: tools.clock, activity: tools.activity })
  const { clock, alarms, steps, signal } = tools
  return {
    pool,
    exchange,
    groups: createStreamGroups({ exchange, clock, alarms, steps, signal }),
    locator: {
      discovery,
      alarms,
      autodiscover: createAutodiscover(pool),
      directory: openDirectory(record, tools),
    },
  }
}

function openDirectory(
  { discovery, username, password }: ExchangeRecord,
  tools: RecordTools,
): Directory | null {
  const scp = discovery.mode === 'autodiscover' ? discovery.scp : undefined
  if (scp?.enabled !== true) return null
  const directory = createDirectory({
    servers: scp.servers.length > 0 ? scp.servers : [`${scp.queryMode}://${scp.domain}`],
    username,
    password,
    tlsVerify: scp.tlsVerify,
    dialer: tools.dialer,
    traffic: tools.traffic,
    activity: tools.activity,
  })
  return rememberDirectory(directory, tools.clock)
}
