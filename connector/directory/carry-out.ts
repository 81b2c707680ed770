import { ConnectorError, describeError, isConnectorError } from '../error.js'
import type { Account, PeopleService, Photo } from '../ports/people-service.js'
import type { EventLog } from './event-log.js'
import { contentOf, managerResolver, type Modification, type Plan } from './plan.js'
import type { Addition, Picture } from './picture.js'
import { becauseOf, whyDeleted, type ReportFailure } from './report.js'
import type { Wanted } from './wanted.js'

export interface WriteTools {
  readonly people: PeopleService
  readonly log: EventLog
  /** The picture of an object; null when it is gone by now. */
  readonly readPhoto: (guid: string) => Promise<Photo | null>
  /** Throws when this instance may not write any more. */
  readonly mayWrite: () => void
}

/** What the cloud holds after some writes, and what could not be written. */
export interface Written {
  readonly accounts: ReadonlyMap<string, Account>
  readonly photos: ReadonlyMap<string, string>
  readonly failed: readonly ReportFailure[]
}

/** Writes a plan: what changes, then who is new, then who goes. One failure keeps nothing else from being written. */
export async function carryOut(plan: Plan, picture: Picture, tools: WriteTools): Promise<Written> {
  const { people, log } = tools
  const accounts = new Map(picture.accounts.map((one) => [one.id, one]))
  const photos = new Map(picture.photos)
  const failed: ReportFailure[] = []
  const ids = new Map(
    picture.accounts.flatMap(({ externalId, id }) => (externalId === null ? [] : [[externalId, id]])),
  )
  const resolve = managerResolver(picture.wanted, (guid) => ids.get(guid))

  for (const one of plan.modified) await attempt('modify', one.wanted, () => modify(one))
  for (const one of plan.added) await attempt('add', one.wanted, () => add(one))
  for (const account of plan.deleted) {
    await attempt('delete', { uid: account.uid, guid: account.externalId }, () => remove(account))
  }
  return { accounts, photos, failed }

  async function modify({ wanted, account, differences, isAdopted }: Modification): Promise<void> {
    const because = becauseOf(differences, isAdopted)
    const parts = differences.filter((one) => one !== 'photo')
    if (parts.length > 0) {
      accounts.set(account.id, await people.change(account.id, contentOf(wanted, resolve), parts))
      log.write({ action: 'modified', uid: wanted.uid, guid: wanted.guid, because })
    }
    if (differences.includes('photo')) await sendPhoto(wanted, account.id)
  }

  async function add({ wanted, isRestored }: Addition): Promise<void> {
    const account = await people.create(contentOf(wanted, resolve))
    accounts.set(account.id, account)
    ids.set(wanted.guid, account.id)
    const because = isRestored ? 'back in the directory' : 'new in the directory'
    log.write({ action: isRestored ? 'restored' : 'added', uid: wanted.uid, guid: wanted.guid, because })
    if (wanted.photo !== null) await sendPhoto(wanted, account.id)
  }

  async function remove({ id, uid, externalId }: Account): Promise<void> {
    await people.remove(id)
    accounts.delete(id)
    photos.delete(id)
    log.write({ action: 'deleted', uid, guid: externalId, because: whyDeleted(externalId) })
  }

  /** A picture that cannot be sent leaves the account as it is. */
  async function sendPhoto({ guid, uid, photo: digest }: Wanted, id: string): Promise<void> {
    await attempt('photo', { uid, guid }, async () => {
      const photo = digest === null ? null : await tools.readPhoto(guid)
      await people.setPhoto(id, photo)
      if (photo === null || digest === null) photos.delete(id)
      else photos.set(id, digest)
      log.write({ action: 'photo', uid, guid, because: 'the picture differed' })
    })
  }

  async function attempt(
    action: ReportFailure['action'],
    { uid, guid }: { readonly uid: string; readonly guid: string | null },
    work: () => Promise<void>,
  ): Promise<void> {
    tools.mayWrite()
    try {
      await work()
    } catch (error) {
      if (isFinal(error)) throw error
      const because = describeError(error)
      failed.push({ action, uid, guid, accountId: null, because })
      log.write({ action: 'failed', uid, guid, because: `${action}: ${because}` })
    }
  }
}

/** Nothing more can be written when the cloud is away, takes the token no longer, or this instance has been told to stop. */
function isFinal(error: unknown): boolean {
  if (!(error instanceof ConnectorError)) return true
  if (isConnectorError(error, 'CLOUD_ERROR')) return error.reason === '401' || /^5/.test(error.reason ?? '')
  return true
}
