import ldapjs, { type Client, type SearchOptions } from 'ldapjs'
import { ConnectorError } from '../../error.js'
import type { Directory, ServiceConnectionPoint } from '../../ports/directory.js'
import type { Activity } from '../../time-and-chance/activity.js'
import type { Dialer } from '../http/dial.js'
import type { Traffic } from '../http/traffic.js'
import { toTransportError } from '../http/transport-error.js'
import { SCP_FILTER } from '../../ports/scp-keywords.js'

/** How long a directory server may take. @inferred */
const TIMEOUT_MS = 15_000

export interface ScpLookupOptions {
  /** `ldap://host:port` or `ldaps://host:port`, tried in order. */
  readonly servers: readonly string[]
  readonly username: string
  readonly password: string
  readonly tlsVerify: boolean
  readonly dialer: Dialer
  readonly traffic: Traffic
  readonly activity: Activity
}

interface Entry {
  readonly [attribute: string]: readonly string[]
}

/**
 * Active Directory over LDAP, read only: bind, rootDSE, one search in the configuration partition, unbind (HC-006, HC-030).
 * The next server is asked when one does not answer.
 */
export function createDirectory(options: ScpLookupOptions): Directory {
  return {
    findServiceConnectionPoints: () =>
      options.activity.during(async () => {
        let last: unknown = new ConnectorError('UNREACHABLE', {
          message: 'No directory server is configured for the SCP lookup.',
        })
        for (const server of options.servers) {
          try {
            return await lookUp(options, server)
          } catch (error) {
            last = toDirectoryError(error, server)
          }
        }
        throw last
      }),
  }
}

async function lookUp(options: ScpLookupOptions, server: string): Promise<readonly ServiceConnectionPoint[]> {
  const client = await connect(options, server)
  try {
    await bind(client, options)
    const [root] = await search(client, '', {
      scope: 'base',
      filter: '(objectClass=*)',
      attributes: ['configurationNamingContext'],
    })
    const base = root?.['configurationnamingcontext']?.[0]
    if (base === undefined)
      throw new ConnectorError('UNEXPECTED_ANSWER', {
        message: `${server} names no configuration partition.`,
      })
    const found = await search(client, base, {
      scope: 'sub',
      filter: SCP_FILTER,
      attributes: ['keywords', 'serviceBindingInformation'],
    })
    return found.map((entry) => ({
      keywords: entry['keywords'] ?? [],
      bindings: entry['servicebindinginformation'] ?? [],
    }))
  } finally {
    client.destroy()
  }
}

function connect(options: ScpLookupOptions, server: string): Promise<Client> {
  const client = ldapjs.createClient({
    url: server,
    timeout: TIMEOUT_MS,
    connectTimeout: TIMEOUT_MS,
    tlsOptions: { secureContext: options.dialer.trust(), rejectUnauthorized: options.tlsVerify },
  })
  return new Promise((resolve, reject) => {
    client.on('error', reject)
    client.on('connectError', reject)
    client.on('setupError', reject)
    client.on('connect', (socket: Parameters<Traffic['watch']>[0]) => {
      options.traffic.watch(socket)
      resolve(client)
    })
  })
}

function bind(client: Client, account: { username: string; password: string }): Promise<void> {
  return new Promise((resolve, reject) =>
    client.bind(account.username, account.password, (error: Error | null) =>
      error === null ? resolve() : reject(error),
    ),
  )
}

function search(client: Client, base: string, options: SearchOptions): Promise<readonly Entry[]> {
  return new Promise((resolve, reject) => {
    client.search(base, options, (failed: Error | null, answer) => {
      if (failed !== null) return reject(failed)
      const entries: Entry[] = []
      answer.on('searchEntry', ({ pojo }) => {
        entries.push(
          Object.fromEntries(pojo.attributes.map(({ type, values }) => [type.toLowerCase(), values])),
        )
      })
      answer.on('error', reject)
      answer.on('end', () => resolve(entries))
    })
  })
}

function toDirectoryError(error: unknown, server: string): ConnectorError {
  if (error instanceof Error && error.name === 'InvalidCredentialsError') {
    return new ConnectorError('ACCESS_DENIED', {
      message: `${server} refused the service account.`,
      reason: 'invalidCredentials',
    })
  }
  return toTransportError(error, server)
}
