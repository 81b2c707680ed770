"""exchangelib is alice's Outlook: a meeting with bob and carol at `Room 5; @webex` becomes a Webex meeting."""

import time
from datetime import datetime, timedelta, timezone

from exchangelib import (
    Attendee,
    CalendarItem,
    EWSDateTime,
    EWSTimeZone,
    ExtendedProperty,
    HTMLBody,
    Mailbox,
)
from exchangelib.items import SEND_TO_ALL_AND_SAVE_COPY

from lab import READY, USERS, account, check, finish

PATIENCE_S = 30


class ExternalConferenceData(ExtendedProperty):
    distinguished_property_set_id = "PublicStrings"
    property_name = "TMS:ExternalConferenceData"
    property_type = "String"


CalendarItem.register("external_conference_data", ExternalConferenceData)


def copy_of(owner, subject):
    """The meeting as its owner sees it now, or None."""
    now = datetime.now(timezone.utc)
    start = EWSDateTime.from_datetime(now)
    items = owner.calendar.view(start=start, end=start + timedelta(days=7))
    return next((item for item in items if item.subject == subject), None)


def decorated_copy_of(owner, subject, room):
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        item = copy_of(owner, subject)
        if item is not None:
            item = owner.calendar.get(id=item.id)
            if room in (item.body or ""):
                return item
        time.sleep(0.2)
    return copy_of(owner, subject) and owner.calendar.get(id=copy_of(owner, subject).id)


alice, bob = account(USERS["alice"]), account(USERS["bob"])
room = USERS["alice"]["personalRoom"]
subject = "Interop planning"
utc = EWSTimeZone("UTC")
start = EWSDateTime.now(utc).replace(minute=0, second=0, microsecond=0) + timedelta(days=2)

check("the server names its version", alice.version.build.major_version == 15, alice.version)
check("the calendar folder is there", alice.calendar.name == "Calendar", alice.calendar)

CalendarItem(
    account=alice,
    folder=alice.calendar,
    subject=subject,
    location="Room 5; @webex",
    body=HTMLBody("<html><body><p>Agenda: the harbour</p></body></html>"),
    start=start,
    end=start + timedelta(minutes=30),
    required_attendees=[
        Attendee(mailbox=Mailbox(email_address=USERS[name]["mail"])) for name in ("bob", "carol")
    ],
).save(send_meeting_invitations=SEND_TO_ALL_AND_SAVE_COPY)

own = decorated_copy_of(alice, subject, room)
his = decorated_copy_of(bob, subject, room)
sip = READY["webexSite"]["name"]

for who, item in (("alice", own), ("bob", his)):
    body = (item and item.body) or ""
    check(f"{who}'s copy carries alice's personal room", room in body, body)
    check(f"{who}'s copy carries a SIP address of the site", f"@{sip}" in body, body)
    check(f"{who}'s copy carries a dial-in number", "+1" in body or "1-" in body, body)
    check(f"{who}'s copy keeps the agenda", "Agenda: the harbour" in body, body)
    check(f"{who}'s copy still says Room 5", item is not None and "Room 5" in (item.location or ""), item and item.location)
    data = item and item.external_conference_data
    check(f"TMS:ExternalConferenceData is set on {who}'s copy", bool(data) and f"@{sip}" in data, data)

check("both copies are the same meeting", own is not None and his is not None and own.uid == his.uid, (own, his))
check("bob has been asked", his is not None and his.my_response_type == "NoResponseReceived", his and his.my_response_type)
check("bob's inbox has the request", bob.inbox.filter(subject=subject).count() >= 1, bob.inbox)

own.delete(send_meeting_cancellations=SEND_TO_ALL_AND_SAVE_COPY)
check("after the cancellation alice has no copy", copy_of(alice, subject) is None, "still there")
finish()
