import { z } from 'zod'
import { ConnectorError } from '../../error.js'
import type { HttpClient } from '../http/http-client.js'
import { callOnce } from './rest.js'

const catalog = z.looseObject({ serviceLinks: z.record(z.string(), z.string()) })

/** Addresses of the cloud services the connector uses, without a slash at the end. */
export interface ServiceLinks {
  readonly hydra: string
  readonly wdm: string
  readonly encryption: string
  readonly idbroker: string
}

/** Reads the service catalogue of the organization; no token is needed for it. @source webex.md 5 */
export async function readCatalog(
  http: HttpClient,
  cloud: { catalog: string; orgId: string },
): Promise<ServiceLinks> {
  const url = `${cloud.catalog}/limited/catalog?orgId=${cloud.orgId}&format=hostmap`
  const { serviceLinks } = catalog.parse(await callOnce(http, { method: 'GET', url }, null))
  const link = (name: keyof ServiceLinks): string => {
    const found = serviceLinks[name]
    if (found === undefined)
      throw new ConnectorError('UNEXPECTED_ANSWER', { message: `The service catalogue lacks "${name}".` })
    return found.replace(/\/+$/, '')
  }
  return {
    hydra: link('hydra'),
    wdm: link('wdm'),
    encryption: link('encryption'),
    idbroker: link('idbroker'),
  }
}
