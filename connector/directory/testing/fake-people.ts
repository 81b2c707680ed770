import { createHash } from 'node:crypto'
import { ConnectorError } from '../../error.js'
import type {
  Account,
  AccountContent,
  PeopleService,
  SoftDeletedAccount,
} from '../../ports/people-service.js'

/** The last moment that a date can be. */
const END_OF_TIME = 8_640_000_000_000_000

export interface FakePeople extends PeopleService {
  readonly accounts: ReadonlyMap<string, Account>
  readonly pictures: ReadonlyMap<string, string>
  /** How often anything was written. */
  readonly writes: () => number
}

/** A cloud in memory, which refuses and keeps as the real one does. */
export function createFakePeople(): FakePeople {
  const accounts = new Map<string, Account>()
  const gone = new Map<string, SoftDeletedAccount>()
  const pictures = new Map<string, string>()
  let lastId = 0
  let writes = 0

  const refuseTaken = (content: AccountContent, id: string | null): void => {
    const isTaken = [...accounts.values()].some((one) => one.id !== id && one.uid === content.uid)
    const isReserved = [...gone.values()].some(
      (one) => one.uid === content.uid && (id !== null || one.externalId !== content.externalId),
    )
    if (isTaken || isReserved)
      throw new ConnectorError('CLOUD_ERROR', { message: 'The userName is taken.', reason: '409' })
  }
  const put = (id: string, content: AccountContent): Account => {
    writes += 1
    const account = { ...content, id, isAdministrator: false }
    accounts.set(id, account)
    return account
  }
  return {
    accounts,
    pictures,
    writes: () => writes,
    list: async () => [...accounts.values()],
    create: async (content) => {
      refuseTaken(content, null)
      const former = [...gone.values()].find(({ externalId }) => externalId === content.externalId)
      if (former !== undefined) gone.delete(former.id)
      return put(former?.id ?? `id${(lastId += 1)}`, content)
    },
    change: async (id, content, parts) => {
      if (parts.includes('uid')) refuseTaken(content, id)
      return put(id, content)
    },
    remove: async (id) => {
      const account = accounts.get(id)
      if (account === undefined) return
      writes += 1
      accounts.delete(id)
      pictures.delete(id)
      gone.set(id, { id, uid: account.uid, externalId: account.externalId, hardDeleteAt: END_OF_TIME })
    },
    softDeleted: async () => [...gone.values()],
    erase: async (id) => void gone.delete(id),
    photos: async () => new Map(pictures),
    setPhoto: async (id, photo) => {
      writes += 1
      if (photo === null) pictures.delete(id)
      else pictures.set(id, createHash('sha256').update(photo.data).digest('hex'))
    },
  }
}
