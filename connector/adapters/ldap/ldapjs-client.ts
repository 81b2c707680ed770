import ldapjs, { type Client } from 'ldapjs'
import type { Dialer } from '../http/dial.js'
import type { Traffic } from '../http/traffic.js'

/** How long a directory server may take. @inferred */
const TIMEOUT_MS = 15_000

export interface LdapOptions {
  /** False accepts any certificate of an `ldaps:` server (LDAP TLS verify mode Off, HC-033). */
  readonly tlsVerify: boolean
  readonly dialer: Dialer
  readonly traffic: Traffic
}

/** An entry's attributes by lower-case name. */
export interface LdapEntry {
  readonly [attribute: string]: readonly string[]
}

export interface LdapQuery {
  readonly scope: 'base' | 'sub'
  readonly filter: string
  readonly attributes: string[]
}

/** The only three things the connector ever asks of a directory (HC-006). */
export interface LdapConnection {
  bind(username: string, password: string): Promise<void>
  search(base: string, query: LdapQuery): Promise<readonly LdapEntry[]>
  close(): void
}

/** Connects to `ldap://host:port` or `ldaps://host:port`. */
export async function connectLdap(server: string, options: LdapOptions): Promise<LdapConnection> {
  const client = await connect(server, options)
  return {
    bind: (username, password) => bind(client, username, password),
    search: (base, query) => search(client, base, query),
    close: () => client.destroy(),
  }
}

function connect(server: string, { dialer, traffic, tlsVerify }: LdapOptions): Promise<Client> {
  const client = ldapjs.createClient({
    url: server,
    timeout: TIMEOUT_MS,
    connectTimeout: TIMEOUT_MS,
    tlsOptions: { secureContext: dialer.trust(), rejectUnauthorized: tlsVerify },
  })
  return new Promise((resolve, reject) => {
    client.on('error', reject)
    client.on('connectError', reject)
    client.on('setupError', reject)
    client.on('connect', (socket: Parameters<Traffic['watch']>[0]) => {
      traffic.watch(socket)
      resolve(client)
    })
  })
}

function bind(client: Client, username: string, password: string): Promise<void> {
  return new Promise((resolve, reject) =>
    client.bind(username, password, (error: Error | null) => (error === null ? resolve() : reject(error))),
  )
}

function search(client: Client, base: string, query: LdapQuery): Promise<readonly LdapEntry[]> {
  return new Promise((resolve, reject) => {
    client.search(base, query, (failed: Error | null, answer) => {
      if (failed !== null) return reject(failed)
      const entries: LdapEntry[] = []
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
