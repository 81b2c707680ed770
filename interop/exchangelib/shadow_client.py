"""A client that rebuilds a calendar from the wire in three ways, and its twin in simulators/exchange/notifications."""

from exchangelib.errors import ErrorNewEventStreamConnectionOpened, ErrorSubscriptionNotFound
from requests.exceptions import RequestException

from event_stream import EventStream
from replicas import Replica, SyncedReplica

ENDS = (type(None), ErrorNewEventStreamConnectionOpened, ErrorSubscriptionNotFound, RequestException)
"""How a connection may end: in order, because another has been opened, with its subscription, or torn apart."""


class Shadow:
    """Keeps three copies: from events alone as long as its subscription lives (and from a look at the folder when it does
    not), from events and a synchronization after each gap, and from synchronizations alone.
    """

    def __init__(self, wire, listener, tear):
        self._wire, self._listener, self._tear = wire, listener, tear
        self._streamed, self._repaired = Replica(), SyncedReplica()
        self.synced = SyncedReplica()
        self._heard = {}
        self._subscription = self._stream = None
        self.gaps = -1
        """How often the subscription was found lost."""

    def disconnect(self):
        """Goes away without a word; what has come was heard."""
        self._tear()
        self._part_from(self._stream)
        self._stream = None

    def connect(self, meanwhile=lambda: None):
        """Opens a connection, whatever there is; one that is open ends by that."""
        before = self._stream
        self._open()
        meanwhile()
        self._part_from(before)
        self.settle()

    def settle(self):
        """Hears of everything that has happened so far; a subscription that is lost is replaced, and what was missed is read."""
        while True:
            if self._stream is None:
                self._open()
            mark = self._wire.mark()
            while (named := self._stream.next()) is not None:
                self._hear(named)
                if mark in named:
                    return
            self._part_from(self._stream)
            self._stream = None

    def copies(self, page_size):
        """The three copies and the truth, each by its name."""
        self.settle()
        self._streamed.refresh(self._wire)
        self._repaired.replica.refresh(self._wire)
        self.synced.catch_up(self._wire, page_size)
        truth = Replica()
        truth.touch(self._wire.find())
        truth.refresh(self._wire)
        synced, repaired = self.synced.replica, self._repaired.replica
        return truth.copy, {"streamed": self._streamed.copy, "repaired": repaired.copy, "synced": synced.copy}

    def _open(self):
        if self._subscription is None:
            self._begin()
        self._stream = EventStream(self._listener, self._subscription)

    def _begin(self):
        self.gaps += 1
        self._subscription = self._wire.subscribe()
        self._streamed.clear()
        self._streamed.touch(self._wire.find())
        # What came and went since the last synchronization is no change for the next, but events may have told of it.
        self._repaired.replica.touch(self._heard)
        self._heard.clear()
        self._repaired.catch_up(self._wire, 512)

    def _part_from(self, stream):
        """Hears what a connection that ends has still said."""
        if stream is None:
            return
        while (named := stream.next()) is not None:
            self._hear(named)
        if not isinstance(stream.ended_by, ENDS):
            raise stream.ended_by
        if isinstance(stream.ended_by, ErrorSubscriptionNotFound):
            self._subscription = None

    def _hear(self, named):
        self._streamed.touch(named)
        self._repaired.replica.touch(named)
        self._heard.update(dict.fromkeys(named))
