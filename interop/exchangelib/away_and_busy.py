"""exchangelib reads and writes out-of-office settings, and asks when people are free or busy."""

import logging
from datetime import datetime, timedelta, timezone

from exchangelib import (
    UTC,
    Attendee,
    CalendarItem,
    EWSDateTime,
    EWSTimeZone,
    Mailbox,
    OofSettings,
)
from exchangelib.errors import ErrorAccessDenied, ErrorMailRecipientNotFound, ErrorTimeIntervalTooBig
from exchangelib.items import SEND_TO_ALL_AND_SAVE_COPY
from exchangelib.recurrence import DailyPattern, Recurrence

from lab import USERS, account, check, finish, refusal

# Free/busy times carry no zone, as the product writes them; exchangelib says so each time.
logging.getLogger("exchangelib").setLevel(logging.ERROR)


alice, bob = account(USERS["alice"]), account(USERS["bob"])

# Out of office

start = EWSDateTime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(days=1)
away = OofSettings(
    state=OofSettings.SCHEDULED,
    external_audience="Known",
    start=start,
    end=start + timedelta(days=7),
    internal_reply="<html><body>Skiing & back soon</body></html>",
    external_reply="Away until Monday",
)
check("alice replies nothing at first", alice.oof_settings.state == OofSettings.DISABLED, alice.oof_settings)
alice.oof_settings = away
check("alice's settings come back as she set them", alice.oof_settings == away, alice.oof_settings)
check("bob's are his own", bob.oof_settings.state == OofSettings.DISABLED, bob.oof_settings)
denied = refusal(lambda: account(USERS["bob"], USERS["alice"]["mail"]).oof_settings)
check("bob may not read alice's", isinstance(denied, ErrorAccessDenied), denied)
alice.oof_settings = OofSettings(state=OofSettings.DISABLED)
check("alice is back", alice.oof_settings.state == OofSettings.DISABLED, alice.oof_settings)

# Free/busy, on the Monday after the clocks of California have gone forward

pacific = EWSTimeZone("America/Los_Angeles")
eighth = datetime(datetime.now(timezone.utc).year + 2, 3, 8)
changed = eighth + timedelta(days=(6 - eighth.weekday()) % 7)


def local(day, hour=0):
    return EWSDateTime(day.year, day.month, day.day, hour, tzinfo=pacific)


friday, monday = changed - timedelta(days=2), changed + timedelta(days=1)
CalendarItem(
    account=alice,
    folder=alice.calendar,
    subject="Every morning",
    location="Room 5",
    start=local(friday, 9),
    end=local(friday, 10),
    recurrence=Recurrence(pattern=DailyPattern(interval=1), start=local(friday).date(), number=4),
    required_attendees=[Attendee(mailbox=Mailbox(email_address=USERS["bob"]["mail"]))],
).save(send_meeting_invitations=SEND_TO_ALL_AND_SAVE_COPY)


def availability(asker, mails, **options):
    who = [(mail, "Required", False) for mail in mails]
    question = {"start": local(monday), "end": local(monday) + timedelta(days=1), "merged_free_busy_interval": 60}
    return list(asker.protocol.get_free_busy_info(accounts=who, **{**question, **options}))


zones = list(alice.protocol.get_timezones(return_full_timezone_data=True))
check("the server knows the zones of Windows", len(zones) > 130, len(zones))

own, his, nobody = availability(alice, [alice.primary_smtp_address, bob.primary_smtp_address, "nobody@ent-pa.example"])
check("alice is busy from 9 to 10 by the clock of California", own.merged == "0" * 9 + "2" + "0" * 14, own.merged)
check("bob may be busy then", his.merged == "0" * 9 + "1" + "0" * 14, his.merged)
check("nobody is nobody", isinstance(nobody, ErrorMailRecipientNotFound), nobody)
check("alice sees her own details", own.view_type == "DetailedMerged", own.view_type)
event = (own.calendar_events or [None])[0]
check("of one meeting, on a Monday", len(own.calendar_events or []) == 1, own.calendar_events)
check("from 9 local time on", event is not None and event.start.hour == 9, event)
check("with its subject", event is not None and event.details.subject == "Every morning", event)
check("that recurs", event is not None and event.details.is_recurring is True, event)
check("alice sees of bob only when", his.view_type == "FreeBusyMerged", his.view_type)
check("and not with what", all(event.details is None for event in his.calendar_events), his.calendar_events)
check("bob works from 8 to 17", [str(own.working_hours[0].start), str(own.working_hours[0].end)] == ["08:00:00", "17:00:00"], own.working_hours)

for view in ("MergedOnly", "FreeBusy", "FreeBusyMerged", "Detailed"):
    (answer,) = availability(alice, [alice.primary_smtp_address], requested_view=view)
    check(f"the view {view} is given when it is asked for", answer.view_type == view, answer.view_type)

too_long = refusal(lambda: availability(alice, [alice.primary_smtp_address], end=local(monday) + timedelta(days=63)))
check("nine weeks are too many", isinstance(too_long, ErrorTimeIntervalTooBig), too_long)
finish()
