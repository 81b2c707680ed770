import { ConnectorError } from '../../error.js'
import type { Directory, ServiceConnectionPoint } from '../../ports/directory.js'
import { SCP_FILTER } from '../../ports/scp-keywords.js'
import type { Activity } from '../../time-and-chance/activity.js'
import { toTransportError } from '../http/transport-error.js'
import { connectLdap, type LdapOptions } from './ldapjs-client.js'

export interface ScpLookupOptions extends LdapOptions {
  /** `ldap://host:port` or `ldaps://host:port`, tried in order. */
  readonly servers: readonly string[]
  readonly username: string
  readonly password: string
  readonly activity: Activity
}

/**
 * Active Directory over LDAP, read only: bind, rootDSE, one search in the configuration partition, unbind (HC-030).
 * The next server is asked when one does not answer.
 */
export function createDirectory(options: ScpLookupOptions): Directory {
  return {
    findServiceConnectionPoints: () =>
      options.activity.awaiting(async () => {
        let last = new ConnectorError('UNREACHABLE', {
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
  const ldap = await connectLdap(server, options)
  try {
    await ldap.bind(options.username, options.password)
    const [root] = await ldap.search('', {
      scope: 'base',
      filter: '(objectClass=*)',
      attributes: ['configurationNamingContext'],
    })
    const base = root?.['configurationnamingcontext']?.[0]
    if (base === undefined) {
      throw new ConnectorError('UNEXPECTED_ANSWER', {
        message: `${server} names no configuration partition.`,
      })
    }
    const attributes = ['keywords', 'serviceBindingInformation']
    const found = await ldap.search(base, { scope: 'sub', filter: SCP_FILTER, attributes })
    return found.map((entry) => ({
      keywords: entry['keywords'] ?? [],
      bindings: entry['servicebindinginformation'] ?? [],
    }))
  } finally {
    ldap.close()
  }
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
