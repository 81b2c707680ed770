import { z } from 'zod'

import { ConformanceError } from '../conformance-error.js'
import { requestText } from '../drivers/http-text.js'

const found = z.object({ items: z.array(z.object({ id: z.string() })) })

/** What an administrator of the organization can do in the cloud that a connector has to follow. @source webex.md 15 */
export interface Administrator {
  /** Enables a person for the service, or takes it away. */
  readonly entitles: (mail: string, enabled: boolean) => Promise<void>
  /** Changes settings of every cluster of the organization. */
  readonly configures: (settings: Readonly<Record<string, unknown>>) => Promise<void>
}

export interface AdministratorOptions {
  /** `https://…/v1` */
  readonly api: string
  /** `https://…/connector/v1` */
  readonly fleet: string
  readonly adminToken: string
  readonly ca: string
}

export function createAdministrator({ api, fleet, adminToken, ca }: AdministratorOptions): Administrator {
  const ask = async (method: string, url: string, body?: object): Promise<unknown> => {
    const headers = { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' }
    const content = body === undefined ? {} : { body: JSON.stringify(body) }
    const answer = await requestText({ method, url, headers, ca, ...content })
    if (answer.status < 300) return answer.body === '' ? undefined : JSON.parse(answer.body)
    throw new ConformanceError(
      'OBSERVATION',
      `${method} ${new URL(url).pathname} answered ${answer.status} to the administrator. Is the fleet API up?`,
    )
  }
  const idsOf = async (url: string): Promise<readonly string[]> =>
    found.parse(await ask('GET', url)).items.map(({ id }) => uuidOf(id))
  return {
    async entitles(mail, enabled) {
      for (const id of await idsOf(`${api}/people?email=${encodeURIComponent(mail)}`)) {
        await ask('PUT', `${fleet}/users/${id}/entitlement`, { enabled })
      }
    },
    async configures(settings) {
      for (const id of await idsOf(`${api}/hybrid/clusters`)) {
        await ask('PATCH', `${fleet}/clusters/${id}/config`, settings)
      }
    },
  }
}

/** Public ids are base64 of `ciscospark://us/PEOPLE/{uuid}`. @source webex.md 2 */
function uuidOf(hydraId: string): string {
  return Buffer.from(hydraId, 'base64').toString('utf8').split('/').at(-1) ?? ''
}
