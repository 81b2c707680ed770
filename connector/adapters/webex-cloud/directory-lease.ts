import { z } from 'zod'
import { isConnectorError } from '../../error.js'
import type { ActiveLease } from '../../ports/active-lease.js'
import type { CloudClient } from './rest.js'

const answer = z.looseObject({ isActive: z.boolean(), activeId: z.string(), leaseSeconds: z.number() })

export interface DirectoryLeaseOptions {
  readonly client: CloudClient
  readonly connectorApi: string
  readonly orgId: string
  readonly instance: { readonly id: string; readonly hostname: string }
  readonly domain: string
}

/** Which instance of a domain synchronizes, as the cloud tells. @inferred our design; hybrid-calendar.md HD-007 */
export function createDirectoryLease(options: DirectoryLeaseOptions): ActiveLease {
  const { client, connectorApi, orgId, instance, domain } = options
  const url = `${connectorApi.replace(/\/+$/, '')}/orgs/${orgId}/directory-connectors/${encodeURIComponent(instance.id)}`
  return {
    renew: async () => {
      const body = { domain, hostname: instance.hostname }
      const { isActive, activeId, leaseSeconds } = answer.parse(
        await client.call({ method: 'PUT', url, body }),
      )
      return { isActive, activeId, leaseMs: leaseSeconds * 1000 }
    },
    leave: async () => {
      try {
        await client.call({ method: 'DELETE', url })
      } catch (error) {
        if (!isConnectorError(error)) throw error // the cloud finds out by itself that we are gone
      }
    },
  }
}
