"""exchangelib hears every event, wherever its stream is cut and whatever it offers to unpack, and of 200 subscriptions on one connection.

Runs in a lab whose clock goes sixty times faster than ours.
"""

from collections import defaultdict

import requests
from exchangelib import NTLM
from exchangelib.protocol import BaseProtocol

from administration import shell
from lab import READY, USERS, check, finish
from mailbox import mailbox_by_service, own_mailbox
from relay import Relay
from writer import Pace, Several, Writer

EWS = READY["exchange"]["ewsHttp"]
EVENTS = ("CreatedEvent", "ModifiedEvent", "DeletedEvent")


exchanges = []


class WatchedAdapter(requests.adapters.HTTPAdapter):
    """What goes over the transport of the library: whether it offered to unpack, and what came."""

    def send(self, request, **options):
        response = super().send(request, **options)
        exchanges.append((request, response))
        return response


BaseProtocol.HTTP_ADAPTER_CLS = WatchedAdapter


def listen(account, subscriptions, heard, minutes):
    """One connection, until it ends: the events of each item, by subscription and in their order."""
    for notification in account.calendar.get_streaming_events(subscriptions, connection_timeout=minutes):
        for event in notification.events:
            if event.event_type == event.ITEM:
                heard[notification.subscription_id][event.item_id.id].append(event.ELEMENT_NAME)


def hearing():
    return defaultdict(lambda: defaultdict(list))


# In pieces of one byte, and of a few

bob = own_mailbox(USERS["bob"])
for piece in (1, 2, 7, 61, 1000):
    relay = Relay(EWS, piece)
    listener = own_mailbox(USERS["bob"], endpoint=relay.url)
    listener.calendar  # looked up now, so that the stream alone is counted
    segments = relay.segments
    writer = Writer(mailbox_by_service(bob.primary_smtp_address))
    subscription = bob.calendar.subscribe_to_streaming(event_types=EVENTS)
    heard = hearing()
    writer.write("while nobody listens")
    with Pace(writer, every_s=0.2, times=5):
        listen(listener, subscription, heard, minutes=2)
    listen(listener, subscription, heard, minutes=1)
    segments = relay.segments - segments
    check(f"in pieces of {piece}: every event of {len(writer.expected)} items", heard[subscription] == writer.expected, heard)
    check("  which came in many segments", len(writer.expected) > 2 and segments > 4000 / piece, segments)

streams = [(request, response) for request, response in exchanges if "X-NoBuffering" in response.headers]
offered = [request for request, _ in streams if "gzip" in request.headers["Accept-Encoding"]]
packed = [response.headers for _, response in streams if "Content-Encoding" in response.headers]
check("compression was offered for each stream", len(offered) == len(streams) == 10, (len(offered), len(streams)))
check("and none was compressed", packed == [], packed)

# 200 subscriptions of twenty people on one connection

TWENTY = [f"xs{number:02}@ent-pa.example" for number in range(20)]
shell(
    "\n".join(
        f"New-Mailbox -Name '{mail[:4]}' -Alias {mail[:4]} -UserPrincipalName {mail}"
        " -Password (ConvertTo-SecureString 'Passw0rd!Twenty' -AsPlainText -Force)"
        for mail in TWENTY
    )
)
accounts = [mailbox_by_service(mail) for mail in TWENTY]
writers = [Writer(account) for account in accounts]
subscriptions = {
    account.calendar.subscribe_to_streaming(event_types=EVENTS): writer
    for account, writer in zip(accounts, writers)
    for _ in range(10)
}
for writer in writers:
    writer.write("while nobody listens")
anchor = mailbox_by_service(TWENTY[0], endpoint=READY["exchange"]["ews"], auth_type=NTLM)
heard = hearing()
with Pace(Several(writers), every_s=0.1):
    listen(anchor, list(subscriptions), heard, minutes=4)
listen(anchor, list(subscriptions), heard, minutes=2)
unlike = [mail for mail, writer in subscriptions.items() if heard[mail] != writer.expected]
check("200 subscriptions are told on one connection", len(subscriptions) == 200 and len(heard) == 200, len(heard))
check("each of what happened to its mailbox, and of nothing else", unlike == [], len(unlike))
written = [len(writer.expected) for writer in writers]
check("which was something", min(written) >= 2, written)
finish()
