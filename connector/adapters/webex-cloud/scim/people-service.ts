import { z } from 'zod'
import { isConnectorError } from '../../../error.js'
import type { Account, PeopleService } from '../../../ports/people-service.js'
import { parseInstant } from '../../../time-and-chance/instants.js'
import type { CloudCall, CloudClient } from '../rest.js'
import { renderChange } from './render-change.js'
import { readAccount, renderUser, scimUser } from './scim-user.js'

const page = z.looseObject({ totalResults: z.int(), Resources: z.array(scimUser).default([]) })

const softDeleted = z.looseObject({
  items: z.array(
    z.looseObject({
      userId: z.string(),
      email: z.string(),
      externalId: z.string().nullable(),
      hardDeleteAt: z.string(),
    }),
  ),
})
const pictures = z.looseObject({
  items: z.array(z.looseObject({ userId: z.string(), sha256: z.string() })),
})

/** How many users are asked for at once. */
const PAGE_SIZE = 500

export interface PeopleServiceOptions {
  readonly client: CloudClient
  /** `https://webexapis.com/identity/scim` */
  readonly scim: string
  /** Our own design for what SCIM has not; null where the cloud is a real one. */
  readonly connectorApi: string | null
  readonly orgId: string
}

/** People by SCIM 2. @source developer.webex.com, SCIM 2 Users; @inferred our design for pictures and soft deletion */
export function createPeopleService(options: PeopleServiceOptions): PeopleService {
  const { client, orgId } = options
  const users = `${options.scim.replace(/\/+$/, '')}/${orgId}/v2/Users`
  const own =
    options.connectorApi === null ? null : `${options.connectorApi.replace(/\/+$/, '')}/orgs/${orgId}`
  const one = (id: string): string => `${users}/${encodeURIComponent(id)}`
  const send = async (call: CloudCall): Promise<Account> =>
    readAccount(scimUser.parse(await client.call(call)))

  return {
    list: async () => {
      const found = new Map<string, Account>()
      for (let start = 1; ; start += PAGE_SIZE) {
        const url = `${users}?sortBy=id&startIndex=${start}&count=${PAGE_SIZE}`
        const { totalResults, Resources } = page.parse(await client.call({ method: 'GET', url }))
        for (const user of Resources) found.set(user.id, readAccount(user))
        if (Resources.length === 0 || start + PAGE_SIZE > totalResults) return [...found.values()]
      }
    },
    create: (content) => send({ method: 'POST', url: users, body: renderUser(content) }),
    change: (id, content, parts) =>
      send({ method: 'PATCH', url: one(id), body: renderChange(content, parts) }),
    remove: (id) => ignoreMissing(client.call({ method: 'DELETE', url: one(id) })),
    softDeleted: async () => {
      if (own === null) return []
      const { items } = softDeleted.parse(
        await client.call({ method: 'GET', url: `${own}/soft-deleted-users` }),
      )
      return items.map(({ userId, email, externalId, hardDeleteAt }) => ({
        id: userId,
        uid: email.toLowerCase(),
        externalId,
        hardDeleteAt: parseInstant(hardDeleteAt) ?? 0,
      }))
    },
    erase: (id) =>
      own === null
        ? Promise.resolve()
        : ignoreMissing(client.call({ method: 'DELETE', url: `${own}/soft-deleted-users/${id}` })),
    photos: async () => {
      if (own === null) return new Map()
      const { items } = pictures.parse(await client.call({ method: 'GET', url: `${own}/pictures` }))
      return new Map(items.map(({ userId, sha256 }) => [userId, sha256]))
    },
    setPhoto: async (id, photo) => {
      if (own === null) return
      const url = `${own}/users/${id}/picture`
      if (photo === null) return ignoreMissing(client.call({ method: 'DELETE', url }))
      const body = { mediaType: photo.mediaType, data: photo.data.toString('base64') }
      await client.call({ method: 'PUT', url, body })
    },
  }
}

/** What is already gone needs no removal. */
async function ignoreMissing(call: Promise<unknown>): Promise<void> {
  try {
    await call
  } catch (error) {
    if (!isConnectorError(error, 'CLOUD_ERROR') || error.reason !== '404') throw error
  }
}
