import type { World } from '../../core/index.js'
import type { Recipients } from '../../directory/recipients/recipients.js'
import { hasMailbox } from '../../directory/recipients/recipient.js'
import { mailboxPermissions } from '../access/permissions/index.js'
import type { Mailbox } from './deployment.js'

/**
 * The mailboxes of others that were opened to somebody by name, which Outlook then shows beside his own.
 *
 * @source Microsoft, Add-MailboxPermission -AutoMapping: on by default, for people and not for groups
 */
export function alternateMailboxes(
  world: World,
  recipients: Recipients,
  { objectGuid }: Mailbox,
): readonly Mailbox[] {
  const found: Mailbox[] = []
  for (const { record } of world.all(mailboxPermissions)) {
    if (record.trustee !== objectGuid || record.isDeny || !record.rights.includes('FullAccess')) continue
    const opened = recipients.byMailboxGuid(record.mailbox)
    if (opened !== undefined && hasMailbox(opened)) found.push(opened)
  }
  return found
}
