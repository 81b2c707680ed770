import type { ProductVersion } from './product-version.js'

/**
 * The operations that 2010 knows; every other one came later. @source Microsoft, EWS operations in Exchange
 * @inferred FindMailboxStatisticsByKeywords, which that page leaves out
 */
const OF_2010 = new Set(
  (
    'AddDelegate ApplyConversationAction ConvertId CopyFolder CopyItem CreateAttachment CreateFolder CreateItem ' +
    'CreateManagedFolder CreateUserConfiguration DeleteAttachment DeleteFolder DeleteItem DeleteUserConfiguration ' +
    'DisconnectPhoneCall EmptyFolder ExpandDL ExportItems FindConversation FindFolder FindItem ' +
    'FindMailboxStatisticsByKeywords FindMessageTrackingReport GetAttachment GetDelegate GetEvents GetFolder ' +
    'GetInboxRules GetItem GetMailTips GetMessageTrackingReport GetPasswordExpirationDate GetPhoneCallInformation ' +
    'GetRoomLists GetRooms GetServerTimeZones GetServiceConfiguration GetSharingFolder GetSharingMetadata ' +
    'GetStreamingEvents GetUserAvailability GetUserConfiguration GetUserOofSettings MoveFolder MoveItem PlayOnPhone ' +
    'RefreshSharingFolder RemoveDelegate ResolveNames SendItem SetUserOofSettings Subscribe ' +
    'SyncFolderHierarchy SyncFolderItems Unsubscribe UpdateDelegate UpdateFolder UpdateInboxRules UpdateItem ' +
    'UpdateUserConfiguration UploadItems'
  ).split(' '),
)

/** How a release refuses an operation that is not offered here: one that it does not know is no request at all. */
export function refusalOf(operation: string, { newOperationCode }: ProductVersion) {
  return OF_2010.has(operation) ? 'ErrorInvalidOperation' : newOperationCode
}
