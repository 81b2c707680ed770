"""A connection for events that is listened to in the background."""

import threading
from queue import SimpleQueue

PATIENCE_S = 60


class EventStream:
    """Opens a connection for a subscription; what events have named comes out of it in their order."""

    def __init__(self, folder, subscription):
        self._said = SimpleQueue()
        self.ended_by = None
        threading.Thread(target=self._listen, args=(folder, subscription), daemon=True).start()

    def _listen(self, folder, subscription):
        try:
            for notification in folder.get_streaming_events(subscription, connection_timeout=30):
                self._said.put(list(named_by(notification.events)))
        except Exception as error:
            self.ended_by = error
        finally:
            self._said.put(None)

    def next(self):
        """The ids that the next envelope names; None when the connection has ended."""
        named = self._said.get(timeout=PATIENCE_S)
        if named is None:
            self._said.put(None)  # who asks again gets the same answer
        return named


def named_by(events):
    for event in events:
        for name in ("item_id", "old_item_id"):
            item_id = getattr(event, name, None)
            if item_id is not None:
                yield item_id.id
