import { join } from 'node:path'
import { createDialer } from '../adapters/http/dial.js'
import { createHttpClient, type HttpClient, type HttpTools } from '../adapters/http/http-client.js'
import { createTraffic } from '../adapters/http/traffic.js'
import { createControllers } from '../adapters/ldap/controllers.js'
import { createUserDirectory } from '../adapters/ldap/user-directory.js'
import { createDirectoryLease } from '../adapters/webex-cloud/directory-lease.js'
import { createOAuthTokens } from '../adapters/webex-cloud/oauth-tokens.js'
import { createCloudClient, type CloudClient, type TokenSource } from '../adapters/webex-cloud/rest.js'
import { createPeopleService } from '../adapters/webex-cloud/scim/people-service.js'
import type { ActiveLease } from '../ports/active-lease.js'
import { createActivity } from '../time-and-chance/activity.js'
import type { Clock } from '../time-and-chance/clock.js'
import { joinLabTime } from '../time-and-chance/lab-time.js'
import { createRealClock } from '../time-and-chance/real-clock.js'
import { createSyncAlarms, type SyncAlarms } from './alarms.js'
import { createEventLog, type EventLog, type SyncEvent } from './event-log.js'
import { createScopes } from './scopes.js'
import type { SyncSettings } from './settings.js'
import { createStateStore } from './state.js'
import { createSynchronizer, type Synchronizer } from './synchronizer.js'
import { createTenure, type Tenure } from './tenure.js'
import { createReader } from './wanted.js'

/** A synchronizer with all that it is made of. */
export interface OpenSynchronizer {
  readonly settings: SyncSettings
  readonly synchronizer: Synchronizer
  readonly alarms: SyncAlarms
  readonly log: EventLog
  readonly tenure: Tenure
  readonly clock: Clock
  /** Rejects when lab time ends; never settles on a real clock. */
  readonly gone: Promise<never>
  close(): void
}

/** Puts a synchronizer together; it says nothing to anybody before its first run. */
export async function openSynchronizer(
  settings: SyncSettings,
  listen: (event: SyncEvent) => void = () => undefined,
): Promise<OpenSynchronizer> {
  const activity = createActivity()
  const traffic = createTraffic()
  const dialer = createDialer({ traffic, caFile: settings.caFile })
  const end = new AbortController()
  const time =
    settings.clock.kind === 'virtual'
      ? await joinLabTime({ url: settings.clock.url, activity, bytes: traffic.count, signal: end.signal })
      : { clock: createRealClock(), gone: new Promise<never>(() => undefined) }
  const { clock } = time
  const tools: HttpTools = { dialer, activity, clock }
  const http = createHttpClient(tools, { verify: true })
  const client = createCloudClient({ http, clock, tokens: tokensOf(settings, http, clock) })
  const log = createEventLog(join(settings.stateDir, 'events.jsonl'), clock, listen)
  const alarms = createSyncAlarms(clock, log)
  const tenure = createTenure(leaseOf(settings, client), { clock, log })
  const { directory, cloud } = settings
  const synchronizer = createSynchronizer({
    settings,
    directory: createUserDirectory({
      ...tools,
      ...directory,
      controllers: createControllers(directory, activity),
    }),
    people: createPeopleService({ client, ...cloud }),
    scopes: createScopes(settings),
    toWanted: createReader(settings),
    store: createStateStore(join(settings.stateDir, 'state.json')),
    log,
    clock,
    alarms,
    tenure,
  })
  return {
    settings,
    synchronizer,
    alarms,
    log,
    tenure,
    clock,
    gone: time.gone,
    close: () => {
      http.close()
      end.abort()
    },
  }
}

function tokensOf({ cloud }: SyncSettings, http: HttpClient, clock: Clock): TokenSource {
  const { token = '', oauth } = cloud
  if (oauth === undefined) return { token: async () => token }
  return createOAuthTokens({ http, clock, ...oauth })
}

function leaseOf({ cloud, instance, directory }: SyncSettings, client: CloudClient): ActiveLease | null {
  const { connectorApi, orgId } = cloud
  if (connectorApi === null) return null
  return createDirectoryLease({ client, connectorApi, orgId, instance, domain: directory.domain })
}
