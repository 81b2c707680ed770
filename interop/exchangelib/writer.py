"""Somebody who fills a calendar while others watch it."""

import sys
import threading
from datetime import timedelta

from exchangelib import UTC, CalendarItem, EWSDateTime

START = EWSDateTime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(days=3)


class Writer:
    """Makes appointments in one calendar, and remembers which events they must raise."""

    def __init__(self, account):
        self._account = account
        self._turn = threading.Lock()
        self.expected = {}

    def write(self, subject):
        """Makes an appointment and gives its id; every second one is changed, and every fourth deleted after that."""
        with self._turn:
            number = len(self.expected)
            start = START + timedelta(hours=number)
            item = CalendarItem(
                account=self._account,
                folder=self._account.calendar,
                subject=subject,
                start=start,
                end=start + timedelta(minutes=30),
            )
            item.save()
            item_id = item.id  # the library forgets it with the item
            events = self.expected[item_id] = ["CreatedEvent"]
            if number % 2:
                item.location = "Harbour"
                item.save(update_fields=["location"])
                events.append("ModifiedEvent")
            if number % 4 == 3:
                item.delete()
                events.append("DeletedEvent")
            return item_id

    @property
    def left(self):
        """The ids of what still stands."""
        return {item_id for item_id, events in self.expected.items() if events[-1] != "DeletedEvent"}


class Several:
    """Writers who take turns."""

    def __init__(self, writers):
        self._writers, self._count = writers, 0

    def write(self, subject):
        self._writers[self._count % len(self._writers)].write(subject)
        self._count += 1


class Pace:
    """Writes in the background, again and again, until it is left or has written enough."""

    def __init__(self, writer, every_s, times=sys.maxsize):
        self._writer, self._every_s, self._times = writer, every_s, times
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def _run(self):
        for _ in range(self._times):
            if self._over.wait(self._every_s):
                return
            self._writer.write("in the background")

    def __enter__(self):
        self._thread.start()

    def __exit__(self, *_):
        self._over.set()
        self._thread.join()
