import type { Account } from '../../../directory/accounts/account.js'
import { guidToBytes } from '../../../directory/names/guid.js'
import type { Application } from './application.js'

/** A program that acts for itself, and not for somebody who is logged on. */
export interface ApplicationAccount extends Account {
  readonly application: {
    readonly appId: string
    /** Its token lets it act for everybody; else roles of Exchange say for whom. */
    readonly isTrusted: boolean
  }
}

export function isApplicationAccount(account: Account): account is ApplicationAccount {
  return 'application' in account
}

/** What stands for an application where Exchange knows accounts. @inferred the names */
export function applicationAccount(
  { appId, objectId, displayName }: Application,
  isTrusted: boolean,
): ApplicationAccount {
  return {
    objectGuid: objectId,
    sid: cloudSid(objectId),
    sAMAccountName: displayName,
    netbiosDomain: 'ServicePrincipal',
    userPrincipalName: appId,
    displayName,
    distinguishedName: '',
    application: { appId, isTrusted },
  }
}

/** The SID of an object of the cloud: its id in four numbers. @source Microsoft's well-known SIDs: S-1-12-1 */
function cloudSid(objectId: string): string {
  const octets = guidToBytes(objectId)
  return `S-1-12-1-${[0, 4, 8, 12].map((at) => octets.readUInt32LE(at)).join('-')}`
}
