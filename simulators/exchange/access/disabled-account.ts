import { ACCOUNT_CONTROL } from '../../directory/accounts/user-account-control.js'
import { RECIPIENT_TYPE } from '../../directory/recipients/recipient-type.js'
import type { Tree } from '../../directory/tree/tree.js'
import { firstValue, integerValue } from '../../directory/tree/values.js'

/** Mailboxes whose accounts are disabled as they should be: nobody logs on as a room, and owners of linked ones are elsewhere. */
const NEVER_ENABLED: readonly string[] = [
  RECIPIENT_TYPE.linked,
  RECIPIENT_TYPE.shared,
  RECIPIENT_TYPE.room,
  RECIPIENT_TYPE.equipment,
].map(String)

/** Whether an account that is there for logging on may not. */
export function isDisabledAccount(tree: Tree, objectGuid: string): boolean {
  const entry = tree.get(objectGuid)
  if (entry === undefined) return false
  const isDisabled = (integerValue(entry, 'userAccountControl') & ACCOUNT_CONTROL.disabled) !== 0
  return isDisabled && !NEVER_ENABLED.includes(firstValue(entry, 'msExchRecipientTypeDetails') ?? '')
}
