/** Texts that the product sends with a response code. @source ews.md 10, 1.9 */
const KNOWN_TEXTS = {
  ErrorAccessDenied: 'Access is denied. Check credentials and try again.',
  ErrorADUnavailable: 'Active Directory is unavailable. Try again later.',
  ErrorBatchProcessingStopped: 'Item was not processed as a result of a previous error.',
  ErrorCalendarDurationIsTooLong: 'Calendar item duration is too long.',
  ErrorCalendarEndDateIsEarlierThanStartDate: 'EndDate is earlier than StartDate',
  ErrorCalendarFolderIsInvalidForCalendarView: 'Cannot request CalendarView for the folder.',
  ErrorCalendarIsOrganizerForAccept:
    'The user is the organizer of this meeting, and cannot, therefore, accept it.',
  ErrorCalendarOccurrenceIndexIsOutOfRecurrenceRange: 'Occurrence index is out of recurrence range.',
  ErrorCalendarOccurrenceIsDeletedFromRecurrence:
    'Occurrence with this index was previously deleted from the recurrence.',
  ErrorCalendarViewRangeTooBig: 'The specified view range exceeds the maximum range of two years.',
  ErrorCannotCreateCalendarItemInNonCalendarFolder: 'Cannot create a calendar item in a non-calendar folder.',
  ErrorChangeKeyRequiredForWriteOperations: 'ChangeKey is required for this operation.',
  ErrorConnectionFailed: 'Connection did not succeed. Try again later.',
  ErrorDuplicateSOAPHeader: 'A duplicate SOAP header was received.',
  ErrorEventNotFound: 'The watermark used for creating this subscription was not found.',
  ErrorExceededConnectionCount:
    'You have exceeded the available concurrent connections for your account.  Try again once your other requests have completed.',
  ErrorExceededFindCountLimit:
    'You have exceeded the maximum number of objects that can be returned for the find operation. Use paging to reduce the result size and try your request again.',
  ErrorExceededSubscriptionCount:
    'You have exceeded the available subscriptions for your account.  Remove unnecessary subscriptions and try your request again.',
  ErrorExpiredSubscription: 'Subscription information is not available. Subscription is expired.',
  ErrorFolderNotFound: 'The specified folder could not be found in the store.',
  ErrorImpersonateUserDenied: 'The account does not have permission to impersonate the requested user.',
  ErrorImpersonationFailed: 'Impersonation failed.',
  ErrorIncorrectSchemaVersion:
    'The request is valid but does not specify the correct server version in the RequestServerVersion SOAP header. Ensure that the RequestServerVersion SOAP header is set with the correct RequestServerVersionValue.',
  ErrorIncorrectUpdatePropertyCount:
    'An object within a change description must contain one and only one property to modify.',
  ErrorInternalServerError: 'An internal server error occurred. The operation failed.',
  ErrorInternalServerTransientError: 'An internal server error occurred. Try again later.',
  ErrorInvalidChangeKey: 'The change key is invalid.',
  ErrorInvalidExchangeImpersonationHeaderData:
    'An ExchangeImpersonation SOAP header must contain a user principal name, user SID, or primary SMTP address.',
  ErrorInvalidExtendedProperty: 'The extended property attribute combination is invalid.',
  ErrorInvalidIdEmpty: 'Id must be non-empty.',
  ErrorInvalidIdMalformed: 'Id is malformed.',
  ErrorInvalidIndexedPagingParameters: 'The specified indexed paging values are invalid.',
  ErrorInvalidPagingMaxRows: 'MaxEntriesReturned must be greater than zero.',
  ErrorInvalidPropertyAppend: 'The append action is not supported for this property.',
  ErrorInvalidPropertyDelete: 'The delete action is not supported for this property.',
  ErrorInvalidPropertyRequest: 'Property is not valid for this object type.',
  ErrorInvalidPropertySet: 'Set action is invalid for property.',
  ErrorInvalidRecipients: 'One or more recipients are invalid.',
  ErrorInvalidRequest: 'The request is invalid.',
  ErrorInvalidServerVersion: 'The specified server version is invalid.',
  ErrorInvalidSubscription: 'Subscription is invalid.',
  ErrorInvalidSubscriptionRequest:
    'A subscription can only be established on a single public folder or on folders from a single mailbox.',
  ErrorInvalidSyncStateData: 'Synchronization state data is corrupt or otherwise invalid.',
  ErrorInvalidUserPrincipalName: 'The impersonation principal name is invalid.',
  ErrorInvalidUserSid: 'The user SID is invalid or does not map to a user in the Active Directory.',
  ErrorInvalidWatermark: 'The watermark is invalid.',
  ErrorIrresolvableConflict:
    'The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.',
  ErrorItemNotFound: 'The specified object was not found in the store.',
  ErrorMailboxMoveInProgress: 'Mailbox move in progress. Try again later.',
  ErrorMailboxStoreUnavailable: 'The mailbox database is temporarily unavailable.',
  ErrorMessageDispositionRequired: 'MessageDisposition attribute is required.',
  ErrorMissedNotificationEvents:
    'The subscription has missed events, but will continue service on this connection.',
  ErrorNameResolutionMultipleResults: 'Multiple results were found.',
  ErrorNameResolutionNoResults: 'No results were found.',
  ErrorNewEventStreamConnectionOpened: 'Another connection was opened against this subscription.',
  ErrorNonExistentMailbox: 'The SMTP address has no mailbox associated with it.',
  ErrorNonPrimarySmtpAddress: 'The primary SMTP address must be specified when referencing a mailbox.',
  ErrorNoPropertyTagForCustomProperties:
    'Custom properties cannot be specified using property tags. The GUID and Id/Name combination must be used instead.',
  ErrorObjectTypeChanged: 'Operation would change object type, which is not permitted.',
  ErrorProxyServiceDiscoveryFailed:
    'Exchange Web Services are not currently available for this mailbox because it could not determine the Client Access Services Server to use for the mailbox.',
  ErrorReadEventsFailed:
    'Unable to retrieve events for this subscription. The subscription must be recreated.',
  ErrorSavedItemFolderNotFound: 'The folder in which items were to be saved could not be found.',
  ErrorSchemaValidation: 'The request failed schema validation.',
  ErrorSendMeetingCancellationsRequired: 'SendMeetingCancellations attribute is required for Calendar items.',
  ErrorSendMeetingInvitationsOrCancellationsRequired:
    'The SendMeetingInvitationsOrCancellations attribute is required for calendar items.',
  ErrorSendMeetingInvitationsRequired: 'The SendMeetingInvitations attribute is required for calendar items.',
  ErrorServerBusy: 'The server cannot service this request right now. Try again later.',
  ErrorStaleObject: 'The current ChangeKey is required for this operation.',
  ErrorSubscriptionAccessDenied: 'Access is denied. Only the subscription owner may access the subscription.',
  ErrorSubscriptionDelegateAccessNotSupported: 'Subscriptions are not supported for delegate user access.',
  ErrorSubscriptionNotFound: 'The specified subscription was not found.',
  ErrorSyncFolderNotFound: 'The folder to be synchronized could not be found.',
  ErrorUpdatePropertyMismatch: 'Property for update does not match property in object.',
} as const

/** Texts of ours, for codes whose wording no reference gives. @inferred */
const PLAIN_TEXTS = {
  ErrorAccountDisabled: 'This account does not have access to the service because it is disabled.',
  ErrorCalendarCannotUpdateDeletedItem: 'A calendar item in the Deleted Items folder cannot be updated.',
  ErrorCalendarCannotUseIdForOccurrenceId: 'The id does not belong to an occurrence.',
  ErrorCalendarCannotUseIdForRecurringMasterId: 'The id does not belong to a recurring master.',
  ErrorCalendarInvalidAttributeValue: 'A calendar attribute has an invalid value.',
  ErrorCalendarInvalidDayForWeeklyRecurrence: 'Invalid day for a weekly recurrence.',
  ErrorCalendarInvalidRecurrence: 'The recurrence is invalid.',
  ErrorCalendarIsCancelledForAccept: 'The meeting is cancelled and cannot be accepted.',
  ErrorCalendarIsCancelledForDecline: 'The meeting is cancelled and cannot be declined.',
  ErrorCalendarIsCancelledForRemove: 'The meeting is cancelled and cannot be removed.',
  ErrorCalendarIsCancelledForTentative: 'The meeting is cancelled and cannot be tentatively accepted.',
  ErrorCalendarIsNotOrganizer: 'The user is not the organizer of this meeting.',
  ErrorCalendarIsOrganizerForDecline:
    'The user is the organizer of this meeting, and cannot, therefore, decline it.',
  ErrorCalendarIsOrganizerForRemove:
    'The user is the organizer of this meeting, and cannot, therefore, remove it.',
  ErrorCalendarIsOrganizerForTentative:
    'The user is the organizer of this meeting, and cannot, therefore, tentatively accept it.',
  ErrorCalendarMeetingRequestIsOutOfDate: 'The meeting request is out of date.',
  ErrorCalendarOutOfRange: 'The calendar item is out of range.',
  ErrorCalendarSeekToConditionNotSupported: 'SeekToCondition is not supported in calendar folders.',
  ErrorCannotDeleteObject: 'The object cannot be deleted.',
  ErrorCannotSetPermissionUnknownEntries: 'Unknown entries of a permission set cannot be set.',
  ErrorCrossSiteRequest: 'The request cannot be served by this site.',
  ErrorDelegateAlreadyExists: 'The user is already a delegate of the mailbox.',
  ErrorDelegateCannotAddOwner: 'The owner of a mailbox cannot be its delegate.',
  ErrorDelegateMissingConfiguration: 'The delegate configuration of the mailbox is missing.',
  ErrorDelegateNoUser: 'The user is not a delegate of the mailbox.',
  ErrorDelegateValidationFailed: 'The settings of the delegate are invalid.',
  ErrorDeleteDistinguishedFolder: 'Distinguished folders cannot be deleted.',
  ErrorDistinguishedUserNotSupported: 'A distinguished user cannot be used here.',
  ErrorDuplicateUserIdsSpecified: 'A user is named more than once.',
  ErrorFolderExists: 'A folder with the specified name already exists.',
  ErrorImpersonationDenied: 'The account may not impersonate on this server.',
  ErrorInvalidArgument: 'An argument of the request is invalid.',
  ErrorInvalidDelegatePermission: 'The permissions of the delegate are invalid.',
  ErrorInvalidExtendedPropertyValue: 'The value of the extended property does not match its type.',
  ErrorInvalidFreeBusyViewType: 'The requested free/busy view type is invalid.',
  ErrorInvalidIdMonikerTooLong: 'The id is too long.',
  ErrorInvalidIdNotAnItemAttachmentId: 'The id is not an attachment id.',
  ErrorInvalidIdStoreObjectIdTooLong: 'The store object id is too long.',
  ErrorInvalidMergedFreeBusyInterval: 'The merged free/busy interval must be between 5 and 1440 minutes.',
  ErrorInvalidOperation: 'The operation is invalid.',
  ErrorInvalidPermissionSettings: 'The settings of the permission contradict its level.',
  ErrorInvalidPullSubscriptionId: 'The subscription is not a pull subscription.',
  ErrorInvalidScheduledOofDuration:
    'The scheduled duration must start before it ends, and end in the future.',
  ErrorInvalidSchemaVersionForMailboxVersion: 'The requested version is newer than the mailbox server.',
  ErrorInvalidTimeInterval: 'The time interval must start before it ends.',
  ErrorInvalidUserInfo: 'The user is unknown, or is named in two ways that differ.',
  ErrorInvalidUserOofSettings: 'The out of office settings are invalid.',
  ErrorInvalidValueForProperty: 'The value of the property is invalid.',
  ErrorItemSave: 'The item could not be saved.',
  ErrorMailboxDataArrayEmpty: 'The mailbox list is empty.',
  ErrorMailboxDataArrayTooBig: 'The mailbox list has too many entries.',
  ErrorMailRecipientNotFound: 'The mail recipient was not found.',
  ErrorMeetingSuggestionGenerationFailed: 'Meeting suggestions could not be made.',
  ErrorMissingArgument: 'An argument of the request is missing.',
  ErrorMissingUserIdInformation:
    'A user must be named by SID, by primary SMTP address or as a distinguished user.',
  ErrorMoreThanOneAccessModeSpecified: 'Only one access mode may be specified.',
  ErrorMoveCopyFailed: 'The item could not be moved or copied.',
  ErrorNoFreeBusyAccess: 'The caller may not read the free/busy information.',
  ErrorNotDelegate: 'The user is not a delegate of the mailbox.',
  ErrorOccurrenceCrossingBoundary: 'The occurrence cannot be moved past its neighbor.',
  ErrorOccurrenceTimeSpanTooBig: 'The occurrence overlaps its neighbor.',
  ErrorProxiedSubscriptionCallFailure: 'The subscription call could not be forwarded.',
  ErrorRecurrenceEndDateTooBig: 'The recurrence ends too late.',
  ErrorRecurrenceHasNoOccurrence: 'The recurrence has no occurrence.',
  ErrorResolveNamesInvalidFolderType: 'Names can be resolved in folders of contacts only.',
  ErrorResolveNamesOnlyOneContactsFolderAllowed: 'Names can be resolved in one folder at a time.',
  ErrorRestrictionTooLong: 'The restriction has too many nodes.',
  ErrorResultSetTooBig: 'The result has too many entries.',
  ErrorSentMeetingRequestUpdate: 'A meeting request that was sent cannot be updated.',
  ErrorSubscriptionUnsubscribed: 'The subscription was ended.',
  ErrorTimeIntervalTooBig: 'The time interval is too long.',
  ErrorTimeoutExpired: 'The operation did not finish in time.',
  ErrorTimeZone: 'The time zone is missing or invalid.',
  ErrorTooManyObjectsOpened: 'Too many objects are open.',
  ErrorUnsupportedMapiPropertyType: 'The MAPI property type is not supported.',
  ErrorUnsupportedPathForQuery: 'The property cannot be used in a query.',
} as const

/** Response code to `MessageText`. Clients should look at the code, never at the text. */
export const ERROR_TEXTS = { ...KNOWN_TEXTS, ...PLAIN_TEXTS } as const

/** A response code that operations and faults of this server may use. */
export type ErrorCode = keyof typeof ERROR_TEXTS

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERROR_TEXTS, code)
}
