/** The operations that a calendar client or connector needs: what the corpus and the coverage page are about. */
export const CALENDAR_OPERATIONS = [
  ...['ConvertId', 'FindFolder', 'GetFolder', 'CreateFolder', 'UpdateFolder', 'DeleteFolder', 'MoveFolder'],
  ...['CopyFolder', 'FindItem', 'GetItem', 'CreateItem', 'UpdateItem', 'DeleteItem', 'MoveItem', 'CopyItem'],
  ...['SendItem', 'GetAttachment', 'CreateAttachment', 'DeleteAttachment', 'GetUserOofSettings'],
  ...['SetUserOofSettings', 'GetUserAvailability', 'GetServerTimeZones', 'ResolveNames', 'ExpandDL'],
  ...['GetRoomLists', 'GetRooms', 'GetDelegate', 'AddDelegate', 'RemoveDelegate', 'UpdateDelegate'],
  ...['GetUserConfiguration', 'GetMailTips', 'GetServiceConfiguration', 'Subscribe', 'Unsubscribe'],
  ...['GetEvents', 'GetStreamingEvents', 'SyncFolderItems', 'SyncFolderHierarchy'],
] as const
