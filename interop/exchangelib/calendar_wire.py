"""Somebody's calendar as exchangelib shows it, and what its copies are compared by."""

from exchangelib.errors import ErrorInvalidSyncStateData
from exchangelib.folders import FolderCollection
from exchangelib.items import Message

EVENTS = ("CreatedEvent", "ModifiedEvent", "MovedEvent", "DeletedEvent", "CopiedEvent")
READ = [
    *("subject", "start", "end", "location", "type", "my_response_type", "is_cancelled"),
    *("modified_occurrences", "deleted_occurrences"),
]
TIMES = ["last_modified_time"]


class CalendarWire:
    """What a client can ask. Nothing here knows who answers."""

    def __init__(self, account):
        self._account = account
        self._calendar, self._drafts = account.calendar, account.drafts

    def subscribe(self):
        folders = FolderCollection(account=self._account, folders=[self._calendar, self._drafts])
        return folders.subscribe_to_streaming(event_types=EVENTS)

    def mark(self):
        """Does something that raises an event and changes no calendar: who has heard of it has heard of all before."""
        draft = Message(account=self._account, folder=self._drafts, subject="a mark")
        draft.save()
        return draft.id

    def find(self):
        """The ids of what stands in the calendar."""
        return [item.id for item in self._calendar.all().only("subject")]

    def read(self, ids):
        """What items are, by id; None for one that is not in the calendar."""
        named = [(one, None) for one in ids]
        fields = [*READ, *TIMES, "parent_folder_id"]
        answers = self._account.fetch(named, folder=self._calendar, only_fields=fields)
        return dict(zip(ids, map(self._shown, answers)))

    def sync(self, state, size):
        """All changes since a state, in pages of a size, and the state after them; None when the state is no good."""
        self._calendar.item_sync_state = state
        try:
            changes = list(self._calendar.sync_items(only_fields=[], max_changes_returned=size))
        except ErrorInvalidSyncStateData:
            return None
        return [(kind, item.id) for kind, item in changes], self._calendar.item_sync_state

    def _shown(self, answer):
        if isinstance(answer, Exception) or answer.parent_folder_id.id != self._calendar.id:
            return None
        return {name: str(getattr(answer, name)) for name in [*READ, *TIMES]}
