"""What people do with calendars, drawn by chance and done with exchangelib."""

from datetime import timedelta

from exchangelib import UTC, Attendee, CalendarItem, EWSDateTime
from exchangelib.errors import EWSError
from exchangelib.items import ALWAYS_OVERWRITE, SEND_TO_ALL_AND_SAVE_COPY, SEND_TO_NONE, MeetingRequest
from exchangelib.recurrence import DailyPattern, Recurrence

MARCH = EWSDateTime(2026, 3, 1, 9, tzinfo=UTC)


class OfficeDay:
    def __init__(self, alice, bob, random):
        self._alice, self._bob, self._random = alice, bob, random
        self._count = 0
        self._acts = [
            lambda: self._appointment(self._alice).save(),
            lambda: self._series().save(),
            *[lambda: self._relocate(self._pick(self._alice.calendar), SEND_TO_NONE)] * 2,
            lambda: self._relocate(self._occurrence(), SEND_TO_NONE),
            lambda: self._pick(self._alice.calendar).delete(),
            lambda: self._pick(self._alice.calendar).soft_delete(),
            lambda: self._pick(self._alice.calendar).move_to_trash(),
            lambda: self._occurrence().delete(),
            lambda: self._pick(self._alice.trash).move(self._alice.calendar),
            lambda: self._pick(self._alice.calendar).copy(self._alice.calendar),
            self._invite,
            lambda: self._relocate(self._pick(self._bob.calendar), SEND_TO_ALL_AND_SAVE_COPY),
            lambda: self._pick(self._bob.calendar).move_to_trash(SEND_TO_ALL_AND_SAVE_COPY),
            lambda: self._pick(self._alice.inbox, MeetingRequest).accept(),
        ]

    def act(self):
        """One act. What cannot be done, because nothing is there to act upon or it is refused, is none."""
        try:
            self._random.choice(self._acts)()
        except (EWSError, Nothing):
            pass

    def _appointment(self, account, **more):
        self._count += 1
        start = MARCH + timedelta(days=2 + self._random.randrange(20))
        return CalendarItem(
            account=account,
            folder=account.calendar,
            subject=f"Planning {self._count}",
            start=start,
            end=start + timedelta(minutes=30),
            **more,
        )

    def _series(self):
        item = self._appointment(self._alice)
        item.recurrence = Recurrence(pattern=DailyPattern(interval=1), start=item.start.date(), number=4)
        return item

    def _invite(self):
        attendees = [Attendee(mailbox=self._alice.primary_smtp_address)]
        meeting = self._appointment(self._bob, required_attendees=attendees)
        meeting.save(send_meeting_invitations=SEND_TO_ALL_AND_SAVE_COPY)

    def _relocate(self, item, sending):
        self._count += 1
        item.location = f"Room {self._count}"
        item.save(
            update_fields=["location"], conflict_resolution=ALWAYS_OVERWRITE, send_meeting_invitations=sending
        )

    def _occurrence(self):
        return self._pick(self._alice.calendar).occurrence(1 + self._random.randrange(3))

    def _pick(self, folder, kind=CalendarItem):
        items = [item for item in folder.all().only("subject") if isinstance(item, kind)]
        if not items:
            raise Nothing()
        return self._random.choice(items)


class Nothing(Exception):
    """There is nothing to act upon."""
