"""Copies of a calendar that a client keeps."""


class Replica:
    """A copy in which some items are known to be out of date."""

    def __init__(self):
        self.copy = {}
        self._touched = {}

    def touch(self, ids):
        self._touched.update(dict.fromkeys(ids))

    def clear(self):
        self.copy.clear()
        self._touched.clear()

    def refresh(self, wire):
        """Reads what is out of date."""
        ids = list(self._touched)
        self._touched.clear()
        for item_id, shown in wire.read(ids).items():
            if shown is None:
                self.copy.pop(item_id, None)
            else:
                self.copy[item_id] = shown


class SyncedReplica:
    """A copy that is kept by SyncFolderItems, and notices what a faithful server does not say."""

    def __init__(self):
        self.replica = Replica()
        self.contradictions = []
        self._state = None
        self._known = set()
        self._past = []

    def catch_up(self, wire, size):
        """Reads all that has changed, in pages of a size."""
        told = wire.sync(self._state, size)
        if told is None:
            self._forget()
            told = wire.sync(None, size)
        changes, self._state = told
        for kind, item_id in changes:
            self._apply(kind, item_id)
        self._past.append((self._state, set(self._known)))
        self.replica.refresh(wire)

    def go_back(self, pick):
        """Goes back to a state of the past, as a client does that was restored from a backup."""
        if not self._past:
            return
        self._state, known = self._past[pick(len(self._past))]
        for item_id in self._known - known:
            self.replica.copy.pop(item_id, None)
        self._known = set(known)

    def _apply(self, kind, item_id):
        is_known = item_id in self._known
        if (kind == "create") == is_known:
            self.contradictions.append(f"{kind} of {'a known' if is_known else 'an unknown'} item")
        if kind == "delete":
            self._known.discard(item_id)
        else:
            self._known.add(item_id)
        self.replica.touch([item_id])

    def _forget(self):
        self._state = None
        self._past.clear()
        self._known.clear()
        self.replica.clear()
