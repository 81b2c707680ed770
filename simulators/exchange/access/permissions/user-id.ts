import type { Recipient } from '../../../directory/recipients/recipient.js'
import type { RecipientLookup } from '../../calendar/calendar.js'
import { ItemError } from '../../ews/operations/item-error.js'
import { text } from '../../ews/operations/request-parts.js'
import type { EwsObject } from '../../ews/tree.js'
import type { Grantee } from './folder-permissions.js'

/** The recipient that a `t:UserId` names by SID, by address or by both, which must then be the same. */
export function readUser(recipients: RecipientLookup, user: EwsObject): Recipient {
  const sid = text(user, 'SID')
  const address = text(user, 'PrimarySmtpAddress')
  if (sid === undefined && address === undefined) throw new ItemError('ErrorMissingUserIdInformation')
  const bySid = sid === undefined ? undefined : recipients.bySid(sid.toUpperCase())
  const byAddress = address === undefined ? undefined : recipients.byAddress(address)
  const found = bySid ?? byAddress
  const differ = sid !== undefined && address !== undefined && bySid?.objectGuid !== byAddress?.objectGuid
  if (found === undefined || differ) throw new ItemError('ErrorInvalidUserInfo')
  return found
}

/** To whom the `t:UserId` of a permission gives rights. */
export function readGrantee(recipients: RecipientLookup, user: EwsObject): Grantee {
  const distinguished = text(user, 'DistinguishedUser')
  if (distinguished === 'Default' || distinguished === 'Anonymous') return { kind: distinguished }
  return { kind: 'recipient', objectGuid: readUser(recipients, user).objectGuid }
}

/** A `t:UserId` of a recipient. */
export function renderUser({ sid, primarySmtpAddress, displayName }: Recipient): EwsObject {
  return { SID: sid, PrimarySmtpAddress: primarySmtpAddress, DisplayName: displayName }
}

/** A `t:UserId`; undefined for who has left the directory. */
export function renderGrantee(recipients: RecipientLookup, grantee: Grantee): EwsObject | undefined {
  if (grantee.kind !== 'recipient') return { DistinguishedUser: grantee.kind }
  const recipient = recipients.byGuid(grantee.objectGuid)
  return recipient === undefined ? undefined : renderUser(recipient)
}
