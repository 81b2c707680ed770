import { absentProperty, CALENDAR_ITEM, MESSAGES, property, type Property } from './property.js'

/**
 * Properties of features that this Exchange does without. Those that are plain truths without the feature have
 * a value, as the product shows one. @source types.xsd, UnindexedFieldURIType; Microsoft, element pages (versions)
 */
export const ABSENT_PROPERTIES: readonly Property[] = [
  absentProperty('item:EntityExtractionResult', 'entity extraction', { listed: false, since: 2013 }),
  absentProperty('item:PolicyTag', 'retention policies', { since: 2013 }),
  absentProperty('item:ArchiveTag', 'archive policies', { since: 2013 }),
  absentProperty('item:RetentionDate', 'retention policies', { since: 2013 }),
  absentProperty('item:PredictedActionReasons', 'predicted actions', { since: '2013_SP1' }),
  absentProperty('item:RightsManagementLicenseData', 'rights management', { since: 2013 }),
  property('item:IsClutter', () => false, { shape: 'asked', since: '2013_SP1' }),
  property('item:BlockStatus', () => false, { shape: 'asked', since: 2013 }),
  property('item:HasBlockedImages', () => false, { shape: 'asked', since: 2013 }),
  ...['Mentions', 'MentionsPreview', 'MentionsEx'].map((name) =>
    absentProperty(`item:${name}`, 'mentions', { since: 2016 }),
  ),
  property('item:MentionedMe', () => false, { shape: 'asked', since: 2016 }),
  property('item:AtAllMention', () => false, { shape: 'asked', since: 2016 }),
  ...['Hashtags', 'AppliedHashtags', 'AppliedHashtagsPreview'].map((name) =>
    absentProperty(`item:${name}`, 'hashtags', { since: 2016 }),
  ),
  ...['Likes', 'LikesPreview', 'PendingSocialActivityTagIds'].map((name) =>
    absentProperty(`item:${name}`, 'likes', { since: 2016 }),
  ),
  absentProperty('item:CanDelete', 'group mailboxes', { since: 2016 }),
  absentProperty('item:InferenceClassification', 'the focused inbox', { since: 2016 }),
  absentProperty('item:MimeContentUTF8', 'an element of that name', { listed: false, since: '2013_SP1' }),
  absentProperty('item:FirstBody', 'conversation bodies', { since: 2016 }),
  absentProperty('calendar:CalendarActivityData', 'calendar telemetry', {
    kinds: CALENDAR_ITEM,
    since: 2016,
  }),
  absentProperty('message:ApprovalRequestData', 'moderation', { kinds: MESSAGES, since: 2013 }),
  absentProperty('message:VotingInformation', 'voting', { kinds: MESSAGES, since: 2013 }),
  absentProperty('message:ReminderMessageData', 'reminder messages', { kinds: MESSAGES, since: 2013 }),
  absentProperty('message:MessageSafety', 'message safety', { kinds: MESSAGES, since: 2016 }),
  ...['Ics', 'Name'].map((name) =>
    absentProperty(`message:PublishedCalendarItem${name}`, 'published calendars', {
      kinds: MESSAGES,
      since: 2016,
    }),
  ),
]
