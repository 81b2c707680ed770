import { collectionOf } from '../../core/index.js'
import { SERVERS_STREAM } from './client-access-server.js'

/** A mailbox database. Which mailboxes live in it, the directory says (`homeMDB`). */
export interface MailboxDatabase {
  readonly name: string
  /** The objectGuid of its entry in the directory. */
  readonly objectGuid: string
  /** The server on which the active copy is. */
  readonly activeOn: string
  /** Every server that has a copy, the active one included, by activation preference. */
  readonly copiesOn: readonly string[]
  /** An administrator can dismount it; with its server stopped it is away as well. */
  readonly isMounted: boolean
}

export const mailboxDatabases = collectionOf<MailboxDatabase>()('exchange', 'mailbox-databases', {
  key: ({ name }) => name.toLowerCase(),
  indexes: { objectGuid: ({ objectGuid }) => objectGuid },
  streams: () => [SERVERS_STREAM],
})
