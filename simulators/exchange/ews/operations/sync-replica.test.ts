import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { EwsObject } from '../tree.js'
import { members, text } from './request-parts.js'
import { ALICE, create, createOffice, inFolder, itemsIn, update, type Office } from './testing/office.js'

type Act = { readonly kind: 'create' | 'update' | 'delete' | 'page'; readonly at: number }

const acts = fc.array(
  fc.record({ kind: fc.constantFrom<Act['kind']>('create', 'update', 'delete', 'page'), at: fc.nat(9) }),
  { maxLength: 25 },
)

/** A client's copy of a calendar: change keys by id, kept up to date page by page. */
class Replica {
  readonly items = new Map<string, string>()
  #state: string | undefined
  readonly #office: Office

  constructor(office: Office) {
    this.#office = office
  }

  /** Fetches one page; true when it was the last. */
  page(size: number): boolean {
    const [message] = this.#office.as(ALICE)('SyncFolderItems', {
      ItemShape: { BaseShape: 'IdOnly' },
      SyncFolderId: { DistinguishedFolderId: inFolder('calendar').value },
      ...(this.#state === undefined ? {} : { SyncState: this.#state }),
      MaxChangesReturned: size,
    })
    for (const { name, value } of members(message?.['Changes'] as EwsObject))
      this.#apply(name, value as EwsObject)
    this.#state = text(message, 'SyncState')
    return message?.['IncludesLastItemInRange'] === true
  }

  #apply(kind: string, change: EwsObject): void {
    const id = (change['ItemId'] ?? (change['CalendarItem'] as EwsObject)['ItemId']) as EwsObject
    const key = text(id, '@Id') ?? ''
    if (kind === 'Delete') this.items.delete(key)
    else this.items.set(key, text(id, '@ChangeKey') ?? '')
  }
}

function present(office: Office): ReadonlyMap<string, string> {
  const [message] = office.as(ALICE)('FindItem', {
    '@Traversal': 'Shallow',
    ItemShape: { BaseShape: 'IdOnly' },
    ParentFolderIds: { $each: [inFolder('calendar')] },
  })
  const ids = itemsIn(message?.['RootFolder'] as EwsObject).map((item) => item['ItemId'] as EwsObject)
  return new Map(ids.map((id) => [text(id, '@Id') ?? '', text(id, '@ChangeKey') ?? '']))
}

function perform(office: Office, replica: Replica, { kind, at }: Act): void {
  const ids = [...present(office).keys()]
  const id = { '@Id': ids[at % Math.max(ids.length, 1)] ?? '' }
  if (kind === 'page') replica.page(1 + (at % 3))
  else if (kind === 'create')
    create(office, { Subject: String(at) }, { '@SendMeetingInvitations': 'SendToNone' })
  else if (ids.length === 0) return
  else if (kind === 'update') update(office, id, { Location: String(at) })
  else {
    office.as(ALICE)('DeleteItem', {
      '@DeleteType': 'HardDelete',
      '@SendMeetingCancellations': 'SendToNone',
      ItemIds: { $each: [{ name: 'ItemId', value: id }] },
    })
  }
}

it('keeps a copy equal to the folder, whatever happens between two pages', () => {
  fc.assert(
    fc.property(acts, (all) => {
      const office = createOffice()
      const replica = new Replica(office)

      for (const act of all) perform(office, replica, act)
      while (!replica.page(2));
      while (!replica.page(512));

      expect(Object.fromEntries(replica.items)).toEqual(Object.fromEntries(present(office)))
    }),
    { numRuns: 40 },
  )
})
