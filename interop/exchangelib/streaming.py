"""exchangelib hears of every change for 30 lab minutes, through one connection after the other, and catches up after a gap.

Runs in a lab whose clock goes sixty times faster than ours.
"""

from collections import defaultdict

from exchangelib.errors import ErrorSubscriptionNotFound

from administration import ask, now_ms
from lab import USERS, check, finish, refusal
from mailbox import mailbox_by_service, own_mailbox
from writer import Pace, Writer

MINUTE_MS = 60_000
EVENTS = ("CreatedEvent", "ModifiedEvent", "DeletedEvent")

alice = own_mailbox(USERS["alice"])
calendar = alice.calendar
writer = Writer(mailbox_by_service(alice.primary_smtp_address))


def listen(subscription, heard, minutes=3, **how):
    """One connection, until it ends: the events of each item, in their order."""
    for notification in calendar.get_streaming_events(subscription, connection_timeout=minutes, **how):
        for event in notification.events:
            if event.event_type == event.ITEM:
                heard[event.item_id.id].append(event.ELEMENT_NAME)


def unlike(heard):
    """Which items were heard of otherwise than they should."""
    ids = set(heard) | set(writer.expected)
    ids = [*heard, *(one for one in writer.expected if one not in heard)]
    pairs = [(heard.get(one), writer.expected.get(one)) for one in ids]
    return [(got, expected) for got, expected in pairs if got != expected]


# Thirty minutes

list(calendar.sync_items(only_fields=["subject"]))
heard = defaultdict(list)
subscription = calendar.subscribe_to_streaming(event_types=EVENTS)
start, connections = now_ms(), 0
with Pace(writer, every_s=0.15):
    while now_ms() < start + 30 * MINUTE_MS:
        listen(subscription, heard)
        connections += 1
        writer.write("between two connections")
listen(subscription, heard, minutes=1)
check("30 minutes took several connections", connections >= 5, connections)
check("in which much was written", len(writer.expected) > 3 * connections, len(writer.expected))
check("every event was heard, once and in order", unlike(heard) == [], unlike(heard))

# A client that goes away without a word

gone = defaultdict(list, {one: list(events) for one, events in heard.items()})
for _ in range(5):
    writer.write("before it goes")
    writer.write("and more")
    listen(subscription, gone, max_notifications_returned=1)
    writer.write("while it is gone")
listen(subscription, gone, minutes=1)
lost = [events for one, events in writer.expected.items() if not set(events) <= set(gone[one])]
check("who goes away and comes back has lost nothing", lost == [], lost)

# A gap

for server in ask("GET", "/v1/exchange/topology")["servers"]:
    ask("POST", f"/v1/exchange/servers/{server['name']}/restart")
writer.write("in the gap")
ended = refusal(lambda: listen(subscription, gone))
check("a server that restarts forgets subscriptions", isinstance(ended, ErrorSubscriptionNotFound), ended)
subscription = calendar.subscribe_to_streaming(event_types=EVENTS)
missed = list(calendar.sync_items(only_fields=["subject"]))
created = {item.id for change, item in missed if change == "create"}
check("a synchronization tells what has become of it all", created == writer.left, (len(created), len(writer.left)))
check("and nothing else", len(missed) == len(created), [change for change, _ in missed])
late = [writer.write(when) for when in ("after the gap", "and soon after")]
news = defaultdict(list)
listen(subscription, news, minutes=1)
check("and the new subscription goes on", list(news) == late, news)
named = {item.id for _, item in calendar.sync_items(only_fields=["subject"])}
check("a second one tells of that alone", named == writer.left & set(late), named)
finish()
