import { isChangeOf } from '../../core/index.js'
import { hasMailbox, type Directory, type Recipient } from '../../directory/index.js'
import { mailboxGuidOf } from '../../directory/recipients/recipient-of.js'
import { onDirectoryChange } from './directory-changes.js'

export interface DirectoryFollower {
  readonly directory: Directory
  /** Somebody whom the directory gives a mailbox. */
  readonly opened: (recipient: Recipient) => void
  /** The mailbox of somebody who has gone, or has it no longer: disconnected, until it is given to somebody. */
  readonly closed: (mailboxGuid: string) => void
}

/**
 * Lets mailboxes come and go with the attributes that the directory gives people, whoever writes them.
 * @source Exchange documentation, "Disconnected mailboxes"; @inferred that it takes no time
 */
export function followDirectory({ directory, opened, closed }: DirectoryFollower): Disposable {
  const { recipients, tree } = directory
  const { world, entries } = tree
  return onDirectoryChange(world, (change) => {
    if (!isChangeOf(entries, change)) return
    const had = change.before === undefined ? undefined : mailboxGuidOf(change.before)
    const has = change.after === undefined ? undefined : mailboxGuidOf(change.after)
    if (had === has) return
    if (had !== undefined) closed(had)
    const recipient = recipients.byGuid(change.key)
    if (recipient !== undefined && hasMailbox(recipient)) opened(recipient)
  })
}
