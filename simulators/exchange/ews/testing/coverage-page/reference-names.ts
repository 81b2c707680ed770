/**
 * The names of the protocol in each part of ews.md 4 and 5: operations, elements, attributes, enumeration values and
 * response codes. The page has a row for each; nothing else says what the page must have.
 */
export const REFERENCE_NAMES: Readonly<Record<string, string>> = {
  '4.1':
    'ConvertId DestinationFormat EntryId SourceIds AlternateId Format EwsId Id Mailbox ' +
    'ConvertIdResponse ResponseMessages ConvertIdResponseMessage ResponseClass Success ResponseCode ' +
    'NoError EwsLegacyId HexEntryId StoreId OwaId AlternatePublicFolderId AlternatePublicFolderItemId ' +
    'ErrorInvalidIdMalformed ServerVersionInfo ErrorNonExistentMailbox',
  '4.2':
    'FindFolder Traversal Deep FolderShape BaseShape Default IndexedPageFolderView MaxEntriesReturned ' +
    'Offset BasePoint Beginning ParentFolderIds DistinguishedFolderId Id GetFolderResponse ' +
    'ResponseMessages GetFolderResponseMessage ResponseClass Success ResponseCode NoError Folders ' +
    'CalendarFolder FolderId ChangeKey DisplayName ChildFolderCount RootFolder IndexedPagingOffset ' +
    'TotalItemsInView IncludesLastItemInRange Shallow SoftDeleted ContactsFolder TasksFolder ' +
    'SearchFolder Folder AllProperties ParentFolderId FolderClass TotalCount ExtendedProperty ' +
    'EffectiveRights SharingEffectiveRights PermissionSet CreateFolder ErrorFolderExists DeleteFolder ' +
    'DeleteType ErrorDeleteDistinguishedFolder PropertyTag SystemTime Integer',
  '4.3':
    'ItemShape GroupBy DistinguishedGroupBy Restriction SortOrder ParentFolderIds QueryString ' +
    'FindItem Traversal Shallow BaseShape IdOnly AdditionalProperties FieldURI Start CalendarView ' +
    'MaxEntriesReturned StartDate EndDate DistinguishedFolderId Id FindItemResponse ResponseMessages ' +
    'FindItemResponseMessage ResponseClass Success ResponseCode NoError RootFolder TotalItemsInView ' +
    'IncludesLastItemInRange Items CalendarItem ItemId ChangeKey ParentFolderId End ' +
    'IndexedPagingOffset ErrorCalendarViewRangeTooBig ErrorCalendarEndDateIsEarlierThanStartDate ' +
    'ErrorCalendarFolderIsInvalidForCalendarView ErrorInvalidRequest IndexedPageItemView Offset ' +
    'BasePoint Beginning ErrorInvalidIndexedPagingParameters ErrorInvalidPagingMaxRows ' +
    'FractionalPageItemView Numerator Denominator ErrorCalendarSeekToConditionNotSupported ' +
    'SoftDeleted Associated FieldOrder Ascending Descending',
  '4.4':
    'ItemShape ItemIds ItemId OccurrenceItemId RecurringMasterId InstanceIndex RecurringMasterItemId ' +
    'OccurrenceId RecurringMasterItemIdRanges CalendarItem MeetingRequest MeetingResponse ' +
    'MeetingCancellation Message ChangeKey ErrorItemNotFound ErrorInvalidIdMalformed ' +
    'ErrorInvalidIdEmpty ErrorCalendarCannotUseIdForOccurrenceId ' +
    'ErrorCalendarCannotUseIdForRecurringMasterId ErrorCalendarOccurrenceIndexIsOutOfRecurrenceRange ' +
    'ErrorCalendarOccurrenceIsDeletedFromRecurrence ErrorAccessDenied ErrorInvalidPropertyRequest',
  '4.5':
    'SendMeetingInvitations CalendarItem ErrorSendMeetingInvitationsRequired SendToNone SendOnlyToAll ' +
    'SendToAllAndSaveCopy MessageDisposition SaveOnly SendOnly SendAndSaveCopy ' +
    'ErrorMessageDispositionRequired SavedItemFolderId Items CreateItem DistinguishedFolderId Id ' +
    'Subject Body BodyType HTML ReminderIsSet ReminderMinutesBeforeStart ExtendedProperty ' +
    'ExtendedFieldURI DistinguishedPropertySetId PublicStrings PropertyName PropertyType String Value ' +
    'Start End LegacyFreeBusyStatus Busy Location RequiredAttendees Attendee Mailbox EmailAddress ' +
    'StartTimeZone CreateItemResponse ResponseMessages CreateItemResponseMessage ResponseClass ' +
    'Success ResponseCode NoError ItemId ChangeKey MeetingRequestWasSent IsMeeting ' +
    'ErrorInvalidPropertySet MeetingMessage MeetingRequest MeetingCancellation ' +
    'ErrorCalendarEndDateIsEarlierThanStartDate ErrorCalendarDurationIsTooLong ' +
    'ErrorCannotCreateCalendarItemInNonCalendarFolder ErrorSavedItemFolderNotFound ' +
    'ErrorInvalidRecipients ErrorCalendarInvalidRecurrence ErrorCalendarOutOfRange ' +
    'ErrorRecurrenceHasNoOccurrence ErrorCalendarInvalidDayForWeeklyRecurrence Sensitivity Normal ' +
    'Importance AllowNewTimeProposal IsResponseRequested All Meeting AcceptItem TentativelyAcceptItem ' +
    'DeclineItem ReferenceItemId Inbox ProposedStart CancelCalendarItem NewBodyContent RemoveItem ' +
    'AddItemToMyCalendar Response Accept MeetingResponse Decline Tentative Remove ' +
    'ErrorCalendarIsNotOrganizer ErrorCalendarMeetingRequestIsOutOfDate',
  '4.6':
    'ConflictResolution NeverOverwrite AutoResolve AlwaysOverwrite ' +
    'SendMeetingInvitationsOrCancellations SendToNone SendOnlyToAll SendOnlyToChanged ' +
    'SendToAllAndSaveCopy SendToChangedAndSaveCopy ErrorSendMeetingInvitationsOrCancellationsRequired ' +
    'MessageDisposition SuppressReadReceipts ItemChange ItemId OccurrenceItemId RecurringMasterItemId ' +
    'Updates UpdateItem SaveOnly ItemChanges Id ChangeKey SetItemField FieldURI Body CalendarItem ' +
    'BodyType HTML ExtendedFieldURI DistinguishedPropertySetId PublicStrings PropertyName ' +
    'PropertyType String ExtendedProperty Value DeleteItemField NetShowUrl UpdateItemResponse ' +
    'ResponseMessages UpdateItemResponseMessage ResponseClass Success ResponseCode NoError Items ' +
    'ConflictResults Count ErrorIncorrectUpdatePropertyCount ErrorUpdatePropertyMismatch ' +
    'ErrorObjectTypeChanged ErrorInvalidPropertySet ErrorInvalidPropertyDelete ' +
    'ErrorInvalidPropertyAppend ReplyTo AppendToItemField ErrorIrresolvableConflict Sensitivity ' +
    'ErrorChangeKeyRequiredForWriteOperations SendItem ErrorStaleObject ErrorInvalidChangeKey ' +
    'Occurrence Exception ErrorOccurrenceCrossingBoundary ErrorOccurrenceTimeSpanTooBig Recurrence ' +
    'Start End ErrorCalendarEndDateIsEarlierThanStartDate Item Deleted ' +
    'ErrorCalendarCannotUpdateDeletedItem MeetingRequest ErrorSentMeetingRequestUpdate',
  '4.7':
    'DeleteType HardDelete SoftDelete MoveToDeletedItems SendMeetingCancellations SendToNone ' +
    'SendOnlyToAll SendToAllAndSaveCopy ErrorSendMeetingCancellationsRequired AffectedTaskOccurrences ' +
    'DeleteItemResponseMessage ErrorItemNotFound',
  '4.8':
    'Subscribe StreamingSubscriptionRequest FolderIds DistinguishedFolderId Id EventTypes EventType ' +
    'CreatedEvent ModifiedEvent MovedEvent DeletedEvent SubscribeResponse ResponseMessages ' +
    'SubscribeResponseMessage ResponseClass Success ResponseCode NoError SubscriptionId ' +
    'SubscribeToAllFolders Watermark Timeout StatusFrequency URL CallerData CopiedEvent NewMailEvent ' +
    'FreeBusyChangedEvent StatusEvent ErrorInvalidSubscriptionRequest ' +
    'ErrorSubscriptionDelegateAccessNotSupported ErrorExceededSubscriptionCount ' +
    'ErrorNonExistentMailbox ErrorFolderNotFound ErrorInvalidWatermark',
  '4.9':
    'GetStreamingEvents SubscriptionIds SubscriptionId ConnectionTimeout ErrorSchemaValidation ' +
    'ServerVersionInfo MajorVersion MinorVersion MajorBuildNumber MinorBuildNumber Version Body ' +
    'GetStreamingEventsResponse ResponseMessages GetStreamingEventsResponseMessage ResponseClass ' +
    'Success ResponseCode NoError ConnectionStatus OK Notification Notifications PreviousWatermark ' +
    'MoreEvents Watermark Closed ModifiedEvent TimeStamp ItemId Id ChangeKey ParentFolderId ' +
    'FreeBusyChangedEvent FolderId UnreadCount OldItemId OldFolderId OldParentFolderId StatusEvent ' +
    'Error ErrorSubscriptionNotFound ErrorInvalidSubscription ErrorExpiredSubscription ' +
    'ErrorSubscriptionIds ErrorNewEventStreamConnectionOpened ErrorMissedNotificationEvents Subscribe ' +
    'SyncFolderItems ErrorSubscriptionAccessDenied ErrorProxyServiceDiscoveryFailed ' +
    'ErrorProxiedSubscriptionCallFailure ErrorExceededConnectionCount MessageText DescriptiveLinkKey',
  '4.10':
    'GetEvents SubscriptionId Watermark Notification PreviousWatermark MoreEvents StatusEvent ' +
    'ErrorSubscriptionNotFound ErrorInvalidPullSubscriptionId ErrorInvalidWatermark ' +
    'ErrorEventNotFound ErrorReadEventsFailed ErrorSubscriptionAccessDenied Timeout Unsubscribe ' +
    'UnsubscribeResponseMessage ErrorSubscriptionUnsubscribed SendNotification ' +
    'SendNotificationResponseMessage SendNotificationResult SubscriptionStatus OK',
  '4.11':
    'SyncFolderItems ItemShape BaseShape IdOnly SyncFolderId DistinguishedFolderId Id SyncState ' +
    'MaxChangesReturned SyncScope NormalItems SyncFolderItemsResponse ResponseMessages ' +
    'SyncFolderItemsResponseMessage ResponseClass Success ResponseCode NoError ' +
    'IncludesLastItemInRange Changes Create CalendarItem ItemId ChangeKey Update Delete ' +
    'ReadFlagChange IsRead Ignore NormalAndAssociatedItems ErrorInvalidSyncStateData ' +
    'ErrorSyncFolderNotFound',
  '4.12':
    'FolderShape SyncFolderId SyncState IncludesLastFolderInRange Changes Create Update Delete ' +
    'FolderId ErrorInvalidSyncStateData',
  '4.13':
    'ResponseMessage GetUserOofSettingsRequest Mailbox Address GetUserOofSettingsResponse ' +
    'ResponseClass Success ResponseCode NoError OofSettings OofState Scheduled ExternalAudience All ' +
    'Duration StartTime EndTime InternalReply Message ExternalReply AllowExternalOof ' +
    'SetUserOofSettingsRequest UserOofSettings Enabled Known Disabled None HTML DeclineMeetingReply ' +
    'ErrorInvalidScheduledOofDuration ErrorInvalidUserOofSettings ErrorAccessDenied OOF',
  '4.14':
    'TimeZone MailboxDataArray FreeBusyViewOptions SuggestionsViewOptions GetUserAvailabilityRequest ' +
    'Bias StandardTime Time DayOrder Month DayOfWeek Sunday DaylightTime MailboxData Email Address ' +
    'AttendeeType Required ExcludeConflicts TimeWindow StartTime EndTime ' +
    'MergedFreeBusyIntervalInMinutes RequestedView DetailedMerged GetUserAvailabilityResponse ' +
    'FreeBusyResponseArray FreeBusyResponse ResponseMessage ResponseClass Success ResponseCode ' +
    'NoError FreeBusyView FreeBusyViewType MergedFreeBusy CalendarEventArray CalendarEvent BusyType ' +
    'Busy CalendarEventDetails ID Subject Location IsMeeting IsRecurring IsException IsReminderSet ' +
    'IsPrivate WorkingHours WorkingPeriodArray WorkingPeriod Monday Tuesday Wednesday Thursday Friday ' +
    'StartTimeInMinutes EndTimeInMinutes None Unknown ErrorMailRecipientNotFound DescriptiveLinkKey ' +
    'MessageXml ErrorNoFreeBusyAccess MergedOnly FreeBusy FreeBusyMerged Detailed Default ' +
    'ErrorInvalidFreeBusyViewType OOF Tentative Free Interval ErrorInvalidMergedFreeBusyInterval ' +
    'HexEntryId ErrorMailboxDataArrayTooBig ErrorMailboxDataArrayEmpty ErrorTimeIntervalTooBig ' +
    'ErrorInvalidTimeInterval TimeZoneContext ErrorTimeZone Suggestions GoodThreshold ' +
    'MaximumResultsByDay MaximumNonWorkHourResultsByDay MeetingDurationInMinutes ' +
    'MinimumSuggestionQuality DetailedSuggestionsWindow CurrentMeetingTime GlobalObjectId ' +
    'SuggestionsResponse SuggestionDayResultArray SuggestionDayResult Date DayQuality SuggestionArray ' +
    'Suggestion MeetingTime IsWorkTime SuggestionQuality AttendeeConflictDataArray',
  '4.15':
    'ReturnFullTimeZoneData Ids Id TimeZoneDefinitions TimeZoneDefinition Name Periods ' +
    'TransitionsGroups Transitions Period Bias RecurringDayTransition To Kind TimeOffset Month ' +
    'DayOfWeek Occurrence Transition AbsoluteDateTransition',
  '4.16':
    'ResolveNames ReturnFullContactData SearchScope ActiveDirectory UnresolvedEntry ' +
    'ActiveDirectoryContacts Contacts ContactsActiveDirectory Success ResponseClass Warning ' +
    'ErrorNameResolutionMultipleResults ResolutionSet TotalItemsInView IncludesLastItemInRange None ' +
    'Error ErrorNameResolutionNoResults Resolution Mailbox Name EmailAddress RoutingType MailboxType ' +
    'Contact ExpandDL DLExpansion PublicDL GetMailTips SendingAs Recipients MailTipsRequested ' +
    'OutOfOfficeMessage GetMailTipsResponse ResponseCode ResponseMessages MailTipsResponseMessageType ' +
    'MailTips RecipientAddress PendingMailTips OutOfOffice ReplyBody Duration OOF ' +
    'GetServiceConfiguration ActingAs RequestedConfiguration ConfigurationName ' +
    'UnifiedMessagingConfiguration ProtectionRules GetRoomLists GetRoomListsResponse RoomLists ' +
    'Address GetRooms RoomList Rooms Room Id GetDelegate IncludePermissions UserIds ' +
    'DelegateUserResponseMessageType DelegateUser DeliverMeetingRequests ErrorDelegateNoUser ' +
    'ErrorDelegateMissingConfiguration',
  '5.1':
    'ItemType MimeContent ItemId ParentFolderId ItemClass Subject Sensitivity Normal Personal Private ' +
    'Confidential Body BodyType HTML Text IsTruncated Attachments DateTimeReceived Size Categories ' +
    'Importance Low High InReplyTo IsSubmitted IsDraft IsFromMe IsResend IsUnmodified ' +
    'InternetMessageHeaders DateTimeSent DateTimeCreated ResponseObjects ReminderDueBy ReminderIsSet ' +
    'ReminderNextTime ReminderMinutesBeforeStart DisplayCc DisplayTo DisplayBcc HasAttachments ' +
    'ExtendedProperty Culture EffectiveRights LastModifiedName LastModifiedTime IsAssociated ' +
    'WebClientReadFormQueryString WebClientEditFormQueryString ConversationId UniqueBody Flag ' +
    'StoreEntryId InstanceKey NormalizedBody EntityExtractionResult PolicyTag ArchiveTag ' +
    'RetentionDate Preview TextBody IconIndex CalendarItemType UID RecurrenceId DateTimeStamp Start ' +
    'End OriginalStart IsAllDayEvent LegacyFreeBusyStatus Free Tentative Busy OOF WorkingElsewhere ' +
    'NoData Location When IsMeeting IsCancelled IsRecurring MeetingRequestWasSent IsResponseRequested ' +
    'Single Occurrence Exception RecurringMaster MyResponseType Unknown Organizer Accept Decline ' +
    'NoResponseReceived RequiredAttendees OptionalAttendees Resources InboxReminders ' +
    'ConflictingMeetingCount AdjacentMeetingCount ConflictingMeetings AdjacentMeetings Duration ' +
    'TimeZone AppointmentReplyTime AppointmentSequenceNumber AppointmentState Recurrence ' +
    'FirstOccurrence LastOccurrence ModifiedOccurrences DeletedOccurrences MeetingTimeZone ' +
    'StartTimeZone EndTimeZone ConferenceType AllowNewTimeProposal IsOnlineMeeting ' +
    'MeetingWorkspaceUrl NetShowUrl EnhancedLocation StartWallClock EndWallClock StartTimeZoneId ' +
    'EndTimeZoneId IntendedFreeBusyStatus JoinOnlineMeetingUrl OnlineMeetingSettings IsOrganizer ' +
    'CalendarActivityData DoNotForwardMeeting Read State First DateTime ErrorInvalidPropertySet ' +
    'Attendee Mailbox Name EmailAddress RoutingType MailboxType ResponseType LastResponseTime ' +
    'ProposedStart',
  '5.2':
    'IsMeeting MeetingRequestWasSent SendToNone MyResponseType Organizer Unknown NoResponseReceived ' +
    'Accept AppointmentState IsCancelled LegacyFreeBusyStatus Tentative IntendedFreeBusyStatus Free ' +
    'IsOrganizer AppointmentSequenceNumber Subject',
  '5.3':
    'MeetingRequest MeetingResponse MeetingCancellation Message MeetingMessage ' +
    'AssociatedCalendarItemId IsDelegated IsOutOfDate HasBeenProcessed ResponseType UID RecurrenceId ' +
    'DateTimeStamp IsOrganizer MeetingRequestType None FullUpdate InformationalUpdate ' +
    'NewMeetingRequest Outdated SilentUpdate PrincipalWantsCopy ChangeHighlights HasLocationChanged ' +
    'HasStartTimeChanged HasEndTimeChanged',
  '5.4':
    'Organizer CreateItem MyResponseType MeetingRequest UID ItemId Accept UpdateItem SendToNone ' +
    'ChangeKey NoResponseReceived Tentative FullUpdate InformationalUpdate SendOnlyToChanged Attendee ' +
    'MeetingResponse ResponseType LastResponseTime ModifiedEvent Location Body DeleteItem ' +
    'MeetingCancellation IsCancelled AppointmentState Free MailboxType PublicDL PublicStrings',
  '5.5':
    'Recurrence DailyRecurrence Interval WeeklyRecurrence DaysOfWeek FirstDayOfWeek ' +
    'AbsoluteMonthlyRecurrence DayOfMonth RelativeMonthlyRecurrence DayOfWeekIndex First Fourth Last ' +
    'AbsoluteYearlyRecurrence Month RelativeYearlyRecurrence Day Weekday WeekendDay NoEndRecurrence ' +
    'StartDate EndDateRecurrence EndDate NumberedRecurrence NumberOfOccurrences CreateItem ' +
    'SendMeetingInvitations SendToNone Items CalendarItem Subject Start End Monday Thursday ' +
    'FirstOccurrence LastOccurrence ModifiedOccurrences Occurrence ItemId OriginalStart ' +
    'DeletedOccurrences DeletedOccurrence GetItem InstanceIndex ' +
    'ErrorCalendarOccurrenceIsDeletedFromRecurrence Exception IsRecurring CalendarItemType ' +
    'RecurrenceId Exceptions',
  '5.6': 'BodyType Best HTML Text FilterHtmlContent SetItemField Body',
}
