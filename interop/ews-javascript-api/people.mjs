// ews-javascript-api asks about people and rooms, and keeps mail, folders and attachments.
import ews from 'ews-javascript-api'
import { check, ready } from '../check.mjs'
import { hourOn, people, refusal, serviceOf } from './lab.mjs'

const {
  AlternateId,
  Appointment,
  AttendeeInfo,
  AvailabilityData,
  CalendarFolder,
  ConflictResolutionMode,
  DelegateFolderPermissionLevel,
  DelegateUser,
  DeleteMode,
  EmailAddress,
  EmailMessage,
  Folder,
  FolderId,
  FolderView,
  IdFormat,
  ImpersonatedUserId,
  ConnectingIdType,
  ItemSchema,
  ItemView,
  Mailbox,
  MeetingRequestsDeliveryScope,
  MessageBody,
  OofSettings,
  OofState,
  PropertySet,
  SearchFilter,
  SendInvitationsMode,
  ServiceError,
  SyncFolderItemsScope,
  TimeWindow,
  UserId,
  WellKnownFolderName,
} = ews

const alice = serviceOf(people.alice)
const bob = serviceOf(people.bob)
const isCode = (error, code) => error?.ErrorCode === ServiceError[code]

// People

const resolved = await alice.ResolveName('smtp:bob@ent-pa.example')
check('an address resolves to one mailbox', resolved.Count === 1, resolved.Count)
const [hit] = resolved.items
check('which is that of bob', hit.Mailbox.Address === people.bob.mail, hit.Mailbox.Address)
const nobody = await alice.ResolveName('nobody-at-all')
check('nobody resolves to nothing', nobody.Count === 0, nobody.Count)
const members = await alice.ExpandGroup('all-staff@ent-pa.example')
const addresses = members.Members.map((member) => member.Address)
check('a group expands to its members', addresses.includes(people.bob.mail), addresses)
const lists = await alice.GetRoomLists()
check('there is a list of rooms', lists.Count >= 1, lists.Count)
const rooms = await alice.GetRooms(new EmailAddress(lists.Items[0].Address))
check(
  'with the room in it',
  rooms.some((room) => room.Address === ready.rooms[0].mail),
  rooms.map((room) => room.Address),
)

// When they are busy, and when they are away

const busy = new Appointment(bob)
busy.Subject = 'EJS busy'
busy.Start = hourOn(200, 10)
busy.End = hourOn(200, 11)
await busy.Save(SendInvitationsMode.SendToNone)
const asked = await alice.GetUserAvailability(
  [new AttendeeInfo(people.bob.mail)],
  new TimeWindow(hourOn(200, 0), hourOn(201, 0)),
  AvailabilityData.FreeBusy,
)
const [events] = asked.AttendeesAvailability.Responses ?? asked.AttendeesAvailability
check('bob is busy once', events?.CalendarEvents?.length === 1, events?.CalendarEvents)

const away = new OofSettings()
away.State = OofState.Enabled
away.ExternalAudience = ews.OofExternalAudience.All
away.InternalReply = new ews.OofReply('Fishing')
away.ExternalReply = new ews.OofReply('Away')
await bob.SetUserOofSettings(people.bob.mail, away)
const told = await bob.GetUserOofSettings(people.bob.mail)
check('bob is away', told.State === OofState.Enabled, told.State)
check('and says why', told.InternalReply.Message.includes('Fishing'), told.InternalReply.Message)
away.State = OofState.Disabled
await bob.SetUserOofSettings(people.bob.mail, away)

// Mail and attachments

const mail = new EmailMessage(alice)
mail.Subject = 'EJS minutes'
mail.Body = new MessageBody('As agreed')
mail.ToRecipients.Add(people.bob.mail)
mail.Attachments.AddFileAttachment('minutes.txt', Buffer.from('all agreed').toString('base64'))
await mail.SendAndSaveCopy()
const bySubject = new SearchFilter.IsEqualTo(ItemSchema.Subject, 'EJS minutes')
const inbox = await bob.FindItems(WellKnownFolderName.Inbox, bySubject, new ItemView(5))
check('mail arrives', inbox.Items.length === 1, inbox.Items.length)
const sent = await alice.FindItems(WellKnownFolderName.SentItems, bySubject, new ItemView(5))
check('and a copy is kept', sent.Items.length === 1, sent.Items.length)
const received = await EmailMessage.Bind(bob, inbox.Items[0].Id)
check('it is from alice', received.From.Address === people.alice.mail, received.From?.Address)
check('it has an attachment', received.HasAttachments === true, received.HasAttachments)
const [attachment] = received.Attachments.Items
await attachment.Load()
const content = Buffer.from(attachment.Base64Content ?? attachment.base64Content ?? '', 'base64').toString()
check('whose content is what was sent', content === 'all agreed', content)
received.IsRead = true
await received.Update(ConflictResolutionMode.AlwaysOverwrite)
const unread = await Folder.Bind(bob, WellKnownFolderName.Inbox)
check('bob has read it', (await EmailMessage.Bind(bob, received.Id)).IsRead === true, unread.UnreadCount)

// Folders, copies and moves

const project = new CalendarFolder(alice)
project.DisplayName = 'EJS project'
await project.Save(WellKnownFolderName.Calendar)
const below = await alice.FindFolders(WellKnownFolderName.Calendar, new FolderView(10))
check(
  'a folder can be made',
  below.Folders.some((folder) => folder.DisplayName === 'EJS project'),
  below.Folders.map((folder) => folder.DisplayName),
)
const draft = new Appointment(alice)
draft.Subject = 'EJS draft'
draft.Start = hourOn(5, 9)
draft.End = hourOn(5, 10)
await draft.Save(SendInvitationsMode.SendToNone)
const copy = await draft.Copy(project.Id)
check('an item can be copied there', copy.Id.UniqueId !== draft.Id.UniqueId, copy?.Id)
const moved = await draft.Move(project.Id)
check('and moved', (await alice.FindItems(project.Id, new ItemView(5))).TotalCount === 2, moved?.Id)
const old = await refusal(() => Appointment.Bind(alice, draft.Id))
check('its old id leads nowhere', isCode(old, 'ErrorItemNotFound'), old)
await project.Delete(DeleteMode.HardDelete)
const closed = await refusal(() => Folder.Bind(alice, project.Id))
check('a deleted folder is not found', isCode(closed, 'ErrorFolderNotFound'), closed)

// Ids, delegates, impersonation, changes

const converted = await alice.ConvertId(
  new AlternateId(IdFormat.EwsId, busy.Id.UniqueId, people.bob.mail),
  IdFormat.HexEntryId,
)
check('ids convert', /^[0-9A-F]{140}$/.test(converted.UniqueId), converted.UniqueId)

const delegate = new DelegateUser(people.carol.mail)
delegate.Permissions.CalendarFolderPermissionLevel = DelegateFolderPermissionLevel.Editor
await alice.AddDelegates(
  new Mailbox(people.alice.mail),
  MeetingRequestsDeliveryScope.DelegatesAndMe,
  delegate,
)
const delegates = await alice.GetDelegates(new Mailbox(people.alice.mail), true)
const first = delegates.DelegateUserResponses.find(
  ({ DelegateUser: user }) => user?.UserId?.PrimarySmtpAddress === people.carol.mail,
)
check(
  'carol is a delegate',
  first?.DelegateUser?.UserId?.PrimarySmtpAddress === people.carol.mail,
  first?.DelegateUser?.UserId?.PrimarySmtpAddress,
)
const carol = serviceOf(people.carol)
const shared = new FolderId(WellKnownFolderName.Calendar, new Mailbox(people.alice.mail))
const hers = await Folder.Bind(carol, shared)
check('who opens the calendar of alice', hers.DisplayName === 'Calendar', hers.DisplayName)
await alice.RemoveDelegates(new Mailbox(people.alice.mail), new UserId(people.carol.mail))
const refused = await refusal(() => Folder.Bind(carol, shared))
check('until she is none any more', refused?.ErrorCode !== undefined, refused?.ErrorCode)

const account = serviceOf(ready.serviceAccount)
account.ImpersonatedUserId = new ImpersonatedUserId(ConnectingIdType.SmtpAddress, people.bob.mail)
const impersonated = await Appointment.Bind(account, busy.Id)
check('the service account acts as bob', impersonated.Subject === 'EJS busy', impersonated.Subject)

const idOnly = new PropertySet(ews.BasePropertySet.IdOnly)
const calendar = new FolderId(WellKnownFolderName.Calendar)
const sync = (state) =>
  bob.SyncFolderItems(calendar, idOnly, null, 512, SyncFolderItemsScope.NormalItems, state)
const before = await sync(null)
await busy.Delete(DeleteMode.MoveToDeletedItems)
const after = await sync(before.SyncState)
check(
  'what is deleted is told',
  after.Count === 1 && after._getItem?.(0).ChangeType === ews.ChangeType.Delete,
  after.Count,
)

// What this server does not offer

const searchable = await refusal(() => alice.GetSearchableMailboxes('', false))
check('searching all mailboxes is refused', searchable?.message === 'The operation is invalid.', searchable)
