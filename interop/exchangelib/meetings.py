"""exchangelib as organizer, attendee and room: series with exceptions, answers, zones, people."""

from datetime import timedelta

from exchangelib import UTC, Attendee, CalendarItem, EWSDateTime, EWSTimeZone, Mailbox
from exchangelib.errors import ErrorCalendarOccurrenceIsDeletedFromRecurrence
from exchangelib.items import (
    SEND_ONLY_TO_ALL,
    SEND_TO_ALL_AND_SAVE_COPY,
    SEND_TO_NONE,
    MeetingCancellation,
    MeetingRequest,
    MeetingResponse,
)
from exchangelib.fields import MONDAY, THURSDAY
from exchangelib.recurrence import (
    AbsoluteMonthlyPattern,
    DailyPattern,
    Recurrence,
    RelativeMonthlyPattern,
    RelativeYearlyPattern,
    WeeklyPattern,
)

from lab import READY, USERS, account, check, finish, refusal

alice, bob, carol = (account(USERS[name]) for name in ("alice", "bob", "carol"))
ROOM = READY["rooms"][0]["mail"]
GROUP = READY["groups"][0]["mail"]
berlin = EWSTimeZone("Europe/Berlin")
today = EWSDateTime.now(UTC)


def at(day, hour, zone=UTC):
    when = today + timedelta(days=day)
    return EWSDateTime(when.year, when.month, when.day, hour, tzinfo=zone)


def meeting(subject, day, hour=9, zone=UTC, **more):
    begins = at(day, hour, zone)
    return CalendarItem(
        account=alice, folder=alice.calendar, subject=subject, start=begins, end=begins + timedelta(hours=1), **more
    )


def invited(*mails):
    return [Attendee(mailbox=Mailbox(email_address=mail)) for mail in mails]


def of(owner, subject, first=0, last=400):
    return [item for item in owner.calendar.view(start=at(first, 0), end=at(last, 0)) if item.subject == subject]


# A series on the clock of Berlin, across a change of its clocks

day = (at(0, 0).replace(month=3, day=24, year=today.year + 1) - at(0, 0)).days
spring = meeting(
    "XL spring",
    day,
    9,
    berlin,
    recurrence=Recurrence(pattern=DailyPattern(interval=1), start=at(day, 9, berlin).date(), number=10),
)
spring.save()
days = of(alice, "XL spring", day - 1, day + 14)
check("ten days are in the view", len(days) == 10, len(days))
hours = {item.start.astimezone(berlin).hour for item in days}
check("all of them at nine in Berlin", hours == {9}, hours)
offsets = {item.start.astimezone(UTC).hour for item in days}
check("though the clocks change in between", offsets == {7, 8}, offsets)
master = alice.calendar.get(id=spring.id)
check("the series says its zone", str(master._start_timezone) == "Europe/Berlin", master._start_timezone)
check("its first occurrence", master.first_occurrence.start == days[0].start, master.first_occurrence)
check("its last occurrence", master.last_occurrence.start == days[-1].start, master.last_occurrence)

third = spring.occurrence(index=3)
third.refresh()
check("an occurrence is found by its index", third.start == days[2].start, third.start)
third.subject = "XL spring, special"
third.start, third.end = third.start + timedelta(hours=2), third.end + timedelta(hours=2)
third.save()
check("a changed one is an exception", of(alice, "XL spring, special", day)[0].type == "Exception", "type")
fifth = spring.occurrence(index=5)
fifth.refresh()
fifth.delete()
master = alice.calendar.get(id=spring.id)
check("the master knows the changed one", len(master.modified_occurrences) == 1, master.modified_occurrences)
check("with its old start", master.modified_occurrences[0].original_start == days[2].start, master.modified_occurrences)
check("and the deleted one", [one.start for one in master.deleted_occurrences] == [days[4].start], master.deleted_occurrences)
lost = refusal(lambda: spring.occurrence(index=5).refresh())
check("which is no more", isinstance(lost, ErrorCalendarOccurrenceIsDeletedFromRecurrence), lost)
back = days[1].recurring_master()
back.refresh()
check("an occurrence leads to its master", back.id == spring.id, back.id)

for name, pattern, number in [
    ("weekly", WeeklyPattern(interval=2, weekdays=[MONDAY, THURSDAY], first_day_of_week=MONDAY), 6),
    ("monthly", AbsoluteMonthlyPattern(interval=1, day_of_month=31), 4),
    ("relative", RelativeMonthlyPattern(interval=1, weekday=MONDAY, week_number=5), 4),
    ("yearly", RelativeYearlyPattern(weekday=THURSDAY, week_number=4, month=11), 3),
]:
    recurrence = Recurrence(pattern=pattern, start=at(10, 9).date(), number=number)
    meeting(f"XL {name}", 10, recurrence=recurrence).save()
    seen = [item for at_once in (0, 700) for item in of(alice, f"XL {name}", at_once, at_once + 700)]
    check(f"a {name} series has its occurrences", len(seen) == number, len(seen))
    stored = alice.calendar.filter(subject=f"XL {name}").get()
    read = alice.calendar.get(id=stored.id).recurrence
    check(f"and its pattern comes back", read.pattern == pattern, read.pattern)

# A meeting with people, a group, a room and somebody outside

planning = meeting(
    "XL planning",
    5,
    required_attendees=invited(USERS["bob"]["mail"], "someone@outside.example"),
    optional_attendees=invited(USERS["carol"]["mail"]),
    resources=invited(ROOM),
)
planning.save(send_meeting_invitations=SEND_TO_ALL_AND_SAVE_COPY)
own = alice.calendar.get(id=planning.id)
check("alice is the organizer", own.my_response_type == "Organizer" and own.meeting_request_was_sent, own.my_response_type)
(his,) = of(bob, "XL planning")
his = bob.calendar.get(id=his.id)
check("bob's copy has the same UID", his.uid == own.uid, his.uid)
check("and another id", his.id != own.id, his.id)
check("it is tentative", his.legacy_free_busy_status == "Tentative", his.legacy_free_busy_status)
request = bob.inbox.get(subject="XL planning")
check("there is a request", isinstance(request, MeetingRequest), type(request))
check("that belongs to the copy", request.associated_calendar_item_id.id == his.id, request.associated_calendar_item_id)
check("a new one", request.meeting_request_type == "NewMeetingRequest", request.meeting_request_type)

request.accept(body="Gladly")
his = bob.calendar.get(id=his.id)
check("bob has accepted", his.my_response_type == "Accept", his.my_response_type)
check("and is busy then", his.legacy_free_busy_status == "Busy", his.legacy_free_busy_status)
responses = {
    attendee.mailbox.email_address: attendee.response_type
    for attendee in alice.calendar.get(id=planning.id).required_attendees
}
check("alice knows", responses[USERS["bob"]["mail"]] == "Accept", responses)
(room,) = alice.calendar.get(id=planning.id).resources
check("the room has accepted by itself", room.response_type == "Accept", room)
answers = [item for item in alice.inbox.filter(subject__contains="XL planning") if isinstance(item, MeetingResponse)]
check("alice has the answers in her inbox", len(answers) >= 2, answers)
said = [answer.response_type for answer in answers if answer.sender.email_address == USERS["bob"]["mail"]]
check("that of bob among them", said == ["Accept"], said)

(hers,) = of(carol, "XL planning")
carol.calendar.get(id=hers.id).tentatively_accept()
tentative = alice.calendar.get(id=planning.id).optional_attendees[0].response_type
check("carol may come", tentative == "Tentative", tentative)

own = alice.calendar.get(id=planning.id)
own.location = "Harbour"
own.save(update_fields=["location"], send_meeting_invitations=SEND_TO_ALL_AND_SAVE_COPY)
his = bob.calendar.get(id=his.id)
check("a new place reaches bob", his.location == "Harbour", his.location)
check("who keeps his answer", his.my_response_type == "Accept", his.my_response_type)
own = alice.calendar.get(id=planning.id)
own.start, own.end = own.start + timedelta(hours=3), own.end + timedelta(hours=3)
own.save(update_fields=["start", "end"], send_meeting_invitations=SEND_ONLY_TO_ALL)
his = bob.calendar.get(id=his.id)
check("a new time reaches him", his.start == own.start, his.start)
check("and asks him again", his.my_response_type == "NoResponseReceived", his.my_response_type)
own = alice.calendar.get(id=planning.id)
own.subject = "XL planning, quietly"
own.save(update_fields=["subject"], send_meeting_invitations=SEND_TO_NONE)
check("what is not sent stays", bob.calendar.get(id=his.id).subject == "XL planning", "subject")

alice.calendar.get(id=planning.id).cancel(new_body="Never mind")
his = bob.calendar.get(id=his.id)
check("a cancelled one is marked", his.is_cancelled is True and his.legacy_free_busy_status == "Free", his.is_cancelled)
cancellations = [item for item in bob.inbox.all() if isinstance(item, MeetingCancellation)]
check("and bob is told", any("XL planning" in item.subject for item in cancellations), cancellations)

# One occurrence of a meeting, and a group

team = meeting(
    "XL team",
    12,
    required_attendees=invited(GROUP),
    recurrence=Recurrence(pattern=DailyPattern(interval=1), start=at(12, 9).date(), number=4),
)
team.save(send_meeting_invitations=SEND_TO_ALL_AND_SAVE_COPY)
check("a member of the group has the series", len(of(bob, "XL team")) == 4, of(bob, "XL team"))
second = team.occurrence(index=2)
second.refresh()
second.start, second.end = second.start + timedelta(hours=2), second.end + timedelta(hours=2)
second.save(update_fields=["start", "end"], send_meeting_invitations=SEND_TO_ALL_AND_SAVE_COPY)
theirs = of(bob, "XL team")
check("a moved one is moved for him", theirs[1].start == second.start, [item.start for item in theirs])
last = team.occurrence(index=4)
last.refresh()
last.delete(send_meeting_cancellations=SEND_TO_ALL_AND_SAVE_COPY)
check("a cancelled one is gone or marked", len([one for one in of(bob, "XL team") if not one.is_cancelled]) == 3, of(bob, "XL team"))

# People

names = list(alice.protocol.resolve_names(["bob"], return_full_contact_data=True))
check("a name resolves", names and names[0][0].email_address == USERS["bob"]["mail"], names)
check("with the person's card", names and names[0][1] is not None and names[0][1].display_name, names)
members = [one.email_address for one in alice.protocol.expand_dl(GROUP)]
check("a group expands", USERS["bob"]["mail"] in members, members)
lists = list(alice.protocol.get_roomlists())
check("there is a list of rooms", len(lists) >= 1, lists)
rooms = [one.email_address for room_list in lists for one in alice.protocol.get_rooms(room_list.email_address)]
check("with the room in it", ROOM in rooms, rooms)
finish()
