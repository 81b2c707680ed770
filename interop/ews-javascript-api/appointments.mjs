// ews-javascript-api as alice's and bob's calendar: items, series, meetings and answers.
import ews from 'ews-javascript-api'
import { check } from '../check.mjs'
import { hourOn, people, refusal, serviceOf } from './lab.mjs'

const {
  Appointment,
  AppointmentSchema,
  BasePropertySet,
  BodyType,
  CalendarView,
  ConflictResolutionMode,
  DayOfTheWeek,
  DefaultExtendedPropertySet,
  DeleteMode,
  ExtendedPropertyDefinition,
  Folder,
  ItemId,
  ItemSchema,
  ItemView,
  LegacyFreeBusyStatus,
  MapiPropertyType,
  MeetingRequest,
  MessageBody,
  PropertySet,
  Recurrence,
  SearchFilter,
  SendCancellationsMode,
  SendInvitationsMode,
  SendInvitationsOrCancellationsMode,
  ServiceError,
  TimeZoneInfo,
  WellKnownFolderName,
} = ews

const alice = serviceOf(people.alice)
const bob = serviceOf(people.bob)
const { SendToAllAndSaveCopy, SendToNone } = SendInvitationsMode
const everything = new PropertySet(BasePropertySet.FirstClassProperties)

const isCode = (error, code) => error?.ErrorCode === ServiceError[code]
const inView = (service, days) =>
  service.FindAppointments(
    WellKnownFolderName.Calendar,
    new CalendarView(hourOn(days, 0), hourOn(days + 28, 0), 500),
  )
const named = async (service, subject, days = 0) =>
  (await inView(service, days)).Items.filter((item) => item.Subject === subject)

function appointment(subject, day, hour) {
  const made = new Appointment(alice)
  made.Subject = subject
  made.Start = hourOn(day, hour)
  made.End = hourOn(day, hour + 1)
  return made
}

// One appointment

const folder = await Folder.Bind(alice, WellKnownFolderName.Calendar)
check('the calendar folder has its name', folder.DisplayName === 'Calendar', folder.DisplayName)

const marker = new ExtendedPropertyDefinition(
  DefaultExtendedPropertySet.PublicStrings,
  'InteropMarker',
  MapiPropertyType.String,
)
const dentist = appointment('EJS dentist', 3, 9)
dentist.Body = new MessageBody(BodyType.Text, 'Bring the card')
dentist.Location = 'Main Street'
dentist.Categories.Add('Health')
dentist.ReminderMinutesBeforeStart = 45
dentist.LegacyFreeBusyStatus = LegacyFreeBusyStatus.OOF
dentist.SetExtendedProperty(marker, 'one')
await dentist.Save(SendToNone)

const withMarker = new PropertySet(BasePropertySet.FirstClassProperties, [marker])
const stored = await Appointment.Bind(alice, dentist.Id, withMarker)
check('an appointment comes back with its subject', stored.Subject === 'EJS dentist', stored.Subject)
check('and its place', stored.Location === 'Main Street', stored.Location)
check('and its times', stored.Start.TotalMilliSeconds === hourOn(3, 9).TotalMilliSeconds, stored.Start)
check('and its duration', stored.Duration?.TotalMinutes === 60, stored.Duration)
check('and its categories', stored.Categories.Contains('Health'), stored.Categories)
check('and its reminder', stored.ReminderMinutesBeforeStart === 45, stored.ReminderMinutesBeforeStart)
check(
  'and how it shows',
  stored.LegacyFreeBusyStatus === LegacyFreeBusyStatus.OOF,
  stored.LegacyFreeBusyStatus,
)
const marked = { outValue: undefined }
stored.TryGetProperty(marker, marked)
check('and its extended property', marked.outValue === 'one', marked.outValue)
check('it is a single one', stored.AppointmentType === ews.AppointmentType.Single, stored.AppointmentType)

const asText = new PropertySet(BasePropertySet.IdOnly, [ItemSchema.Body])
asText.RequestedBodyType = BodyType.Text
const plain = await Appointment.Bind(alice, dentist.Id, asText)
check('its body can be read as text', plain.Body.Text.trim() === 'Bring the card', plain.Body.Text)
const stale = await Appointment.Bind(alice, dentist.Id)
stored.Location = 'Side Street'
await stored.Update(ConflictResolutionMode.AlwaysOverwrite, SendInvitationsOrCancellationsMode.SendToNone)
check('an update gives a new change key', stored.Id.ChangeKey !== dentist.Id.ChangeKey, stored.Id.ChangeKey)
stale.Subject = 'Too late'
const conflict = await refusal(() =>
  stale.Update(ConflictResolutionMode.NeverOverwrite, SendInvitationsOrCancellationsMode.SendToNone),
)
check('a stale update is refused', isCode(conflict, 'ErrorIrresolvableConflict'), conflict)

// Looking for things

const found = await named(alice, 'EJS dentist')
check('a calendar view shows it', found.length === 1, found.length)
const filter = new SearchFilter.ContainsSubstring(AppointmentSchema.Location, 'Side')
const filtered = await alice.FindItems(WellKnownFolderName.Calendar, filter, new ItemView(10))
check('a restriction finds it by its place', filtered.Items.length === 1, filtered.Items.length)
const page = new ItemView(1)
page.OrderBy.Add(ItemSchema.Subject, ews.SortDirection.Descending)
const first = await alice.FindItems(WellKnownFolderName.Calendar, page)
check('a page of one has one', first.Items.length === 1 && first.TotalCount >= 1, first.TotalCount)

// A series, on the clock of California

const pacific = TimeZoneInfo.FindSystemTimeZoneById('Pacific Standard Time')
const daily = appointment('EJS stand-up', 7, 17)
daily.StartTimeZone = pacific
daily.Recurrence = new Recurrence.DailyPattern(hourOn(7, 17), 1)
daily.Recurrence.NumberOfOccurrences = 5
await daily.Save(SendToNone)
const series = await named(alice, 'EJS stand-up', 6)
check('five occurrences are in the view', series.length === 5, series.length)
const second = await Appointment.BindToOccurrence(alice, daily.Id, 2)
check(
  'the second one is found by its index',
  second.Id.UniqueId === series[1]?.Id.UniqueId,
  second.Id.UniqueId,
)
const master = await Appointment.BindToRecurringMaster(alice, second.Id)
check('its master is the series', master.Id.UniqueId === daily.Id.UniqueId, master.Id.UniqueId)
check('which says how it recurs', master.Recurrence?.NumberOfOccurrences === 5, master.Recurrence)
check(
  'and when it begins first',
  master.FirstOccurrence?.ItemId.UniqueId === series[0]?.Id.UniqueId,
  master.FirstOccurrence,
)
second.Subject = 'EJS long stand-up'
second.End = hourOn(8, 19)
await second.Update(ConflictResolutionMode.AlwaysOverwrite, SendInvitationsOrCancellationsMode.SendToNone)
const third = await Appointment.BindToOccurrence(alice, daily.Id, 3)
await third.Delete(DeleteMode.MoveToDeletedItems, SendCancellationsMode.SendToNone)
const changed = await Appointment.Bind(alice, daily.Id, everything)
check(
  'the master knows the changed one',
  changed.ModifiedOccurrences?.Count === 1,
  changed.ModifiedOccurrences,
)
check('and the deleted one', changed.DeletedOccurrences?.Count === 1, changed.DeletedOccurrences)
const gone = await refusal(() => Appointment.BindToOccurrence(alice, daily.Id, 3))
check('which has no item any more', isCode(gone, 'ErrorCalendarOccurrenceIsDeletedFromRecurrence'), gone)
const single = await named(alice, 'EJS long stand-up', 6)
check(
  'the changed one is an exception',
  single[0]?.AppointmentType === ews.AppointmentType.Exception,
  single[0]?.AppointmentType,
)

const weekly = appointment('EJS weekly', 8, 10)
weekly.Recurrence = new Recurrence.WeeklyPattern(hourOn(8, 10), 2, [
  DayOfTheWeek.Tuesday,
  DayOfTheWeek.Thursday,
])
weekly.Recurrence.EndDate = hourOn(36, 0)
await weekly.Save(SendToNone)
const days = (await named(alice, 'EJS weekly', 7)).map((item) => item.Start.MomentDate.utc().day())
check(
  'Tuesdays and Thursdays, every other week',
  days.length >= 2 && days.every((day) => day === 2 || day === 4),
  days,
)

// A meeting and its answers

const planning = appointment('EJS planning', 4, 14)
planning.RequiredAttendees.Add(people.bob.mail)
planning.OptionalAttendees.Add(people.carol.mail)
await planning.Save(SendToAllAndSaveCopy)
const requests = async () =>
  (
    await bob.FindItems(
      WellKnownFolderName.Inbox,
      new SearchFilter.IsEqualTo(ItemSchema.Subject, 'EJS planning'),
      new ItemView(5),
    )
  ).Items
const [request] = await requests()
check('bob is asked', request?.ItemClass === 'IPM.Schedule.Meeting.Request', request?.ItemClass)
const copies = await named(bob, 'EJS planning')
check('and has a copy at once', copies.length === 1, copies.length)
const invitation = await MeetingRequest.Bind(bob, request.Id)
check(
  'that belongs to the request',
  invitation.AssociatedAppointmentId?.UniqueId === copies[0]?.Id.UniqueId,
  invitation.AssociatedAppointmentId,
)
await invitation.Accept(true)
const accepted = await Appointment.Bind(bob, copies[0].Id)
check(
  'after accepting his copy says so',
  accepted.MyResponseType === ews.MeetingResponseType.Accept,
  accepted.MyResponseType,
)
const tracked = await Appointment.Bind(alice, planning.Id, everything)
const answer = tracked.RequiredAttendees.Items[0]
check('and alice knows', answer?.ResponseType === ews.MeetingResponseType.Accept, answer?.ResponseType)
const own = await refusal(() => tracked.Accept(false))
check('alice cannot accept her own', isCode(own, 'ErrorCalendarIsOrganizerForAccept'), own)

tracked.Start = hourOn(4, 15)
tracked.End = hourOn(4, 16)
await tracked.Update(
  ConflictResolutionMode.AutoResolve,
  SendInvitationsOrCancellationsMode.SendToAllAndSaveCopy,
)
const moved = await Appointment.Bind(bob, copies[0].Id)
check(
  'a new time reaches bob',
  moved.Start.TotalMilliSeconds === hourOn(4, 15).TotalMilliSeconds,
  moved.Start,
)
check(
  'who has to answer again',
  moved.MyResponseType === ews.MeetingResponseType.NoResponseReceived,
  moved.MyResponseType,
)
await moved.Decline(true)
check('who declines has no copy', (await named(bob, 'EJS planning')).length === 0, 'still there')

const cancelled = await Appointment.Bind(alice, planning.Id)
await cancelled.CancelMeeting('Never mind')
const carol = serviceOf(people.carol)
const [carols] = await named(carol, 'Canceled: EJS planning')
check('carol sees it cancelled', carols?.IsCancelled === true, carols?.Subject)

// Getting rid of things

await stored.Delete(DeleteMode.HardDelete, SendCancellationsMode.SendToNone)
const nothing = await refusal(() => Appointment.Bind(alice, stored.Id))
check('what is deleted is not found', isCode(nothing, 'ErrorItemNotFound'), nothing)
const malformed = await refusal(() => Appointment.Bind(alice, new ItemId('nonsense')))
check('nonsense is no id', isCode(malformed, 'ErrorInvalidIdMalformed'), malformed)
