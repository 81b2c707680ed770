#!/usr/bin/env python3
"""A calendar connector of level 1: Exchange alone, on Debian's exchangelib. It writes the details of the organizer's
personal room into every meeting with @webex in its location. Everything it knows is in the document at EXWEX_SUBJECT."""

import html
import json
import logging
import os
import re
import sys
import threading
import xml.etree.ElementTree as ElementTree
from datetime import datetime, timezone
from pathlib import Path

SUBJECT = json.loads(Path(os.environ["EXWEX_SUBJECT"]).read_text())
os.environ["REQUESTS_CA_BUNDLE"] = SUBJECT["caFile"]

import requests  # noqa: E402 - the certificate authority has to be named first
from exchangelib import (  # noqa: E402
    IMPERSONATION, NTLM, Account, CalendarItem, Configuration, Credentials, ExtendedProperty, HTMLBody,
)
from exchangelib.folders import Calendar, Root  # noqa: E402
from exchangelib.items import AUTO_RESOLVE, SEND_TO_ALL_AND_SAVE_COPY  # noqa: E402
from exchangelib.properties import CreatedEvent, ModifiedEvent, MovedEvent  # noqa: E402
from requests_ntlm import HttpNtlmAuth  # noqa: E402

log = logging.getLogger("connector")
KEYWORD = re.compile(r"(?<![\w.@])@(webex(?!:(space|spark|meet)\b)(:\w+)?|(meet|spark):myroom)(?![\w:-]|\.\w)", re.IGNORECASE)
JOIN_LINK = re.compile(r"https?://[\w.-]*webex\.com/", re.IGNORECASE)
FIELDS = ["subject", "location", "body", "end", "organizer", "is_cancelled", "external_conference_data"]
EVENTS = ("CreatedEvent", "ModifiedEvent", "DeletedEvent", "MovedEvent")
RETRY_SECONDS = 2
AUTODISCOVER = """<?xml version="1.0" encoding="utf-8"?>
<Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006"><Request>
<EMailAddress>{mail}</EMailAddress>
<AcceptableResponseSchema>http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a</AcceptableResponseSchema>
</Request></Autodiscover>"""


class ExternalConferenceData(ExtendedProperty):
    distinguished_property_set_id = "PublicStrings"
    property_name = "TMS:ExternalConferenceData"
    property_type = "String"


CalendarItem.register("external_conference_data", ExternalConferenceData)


def discover(record, mail):
    """The EWS address of a mailbox, from the Autodiscover service of its domain."""
    discovery = record["discovery"]
    if discovery["mode"] == "direct":
        return discovery["ewsUrl"]
    domain = mail.split("@")[1]
    origin = discovery.get("hosts", {}).get(domain, f"https://autodiscover.{domain}")
    answer = requests.post(
        f"{origin}/autodiscover/autodiscover.xml",
        data=AUTODISCOVER.format(mail=mail),
        headers={"Content-Type": "text/xml; charset=utf-8"},
        auth=HttpNtlmAuth(record["username"], record["password"]),
        timeout=30,
    )
    answer.raise_for_status()
    return next(element.text for element in ElementTree.fromstring(answer.content).iter() if element.tag.endswith("}EwsUrl"))


def details(room):
    """What an invitation to a personal room says, line by line."""
    lines = [f"Join Webex meeting: {room['url']}", f"Meeting number: {room['meetingNumber']}"]
    lines.append(f"Join from a video system: {room['sipAddress']}")
    return lines + [f"Join by phone: {line['number']} ({line['label']})" for line in room["dialIn"]]


def decorated(body, room):
    """The body with the details after the organizer's own text, in the format it has."""
    if not isinstance(body, HTMLBody):
        return type(body or "")("\n".join([str(body or ""), "", *details(room), ""]))
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in details(room))
    end = re.search(r"</body>", body, re.IGNORECASE)
    return HTMLBody(body[: end.start()] + paragraphs + body[end.start() :] if end else body + paragraphs)


class Mailbox(threading.Thread):
    """Serves one person: catches up from the last known state of the calendar, then listens for what changes."""

    def __init__(self, person, configuration):
        super().__init__(name=person["mail"], daemon=True)
        self.room = person["personalRoom"]
        self.account = Account(person["mail"], config=configuration, autodiscover=False, access_type=IMPERSONATION)
        self.state = Path(SUBJECT["stateDir"]) / f"{person['mail']}.sync"
        self.calendar = None

    def run(self):
        while True:
            try:
                self.serve()
            except Exception as error:  # whatever it was, the next round starts from the saved state
                log.warning("%s: %s", self.name, error)
                stopped.wait(RETRY_SECONDS)

    def serve(self):
        if self.calendar is None:  # a root that is not asked for: nothing but the calendar is touched
            self.calendar = Calendar.get_distinguished(root=Root(account=self.account, is_distinguished=True))
        with self.calendar.streaming_subscription(event_types=EVENTS) as subscription:
            self.catch_up()
            for notification in self.calendar.get_streaming_events(subscription, connection_timeout=30):
                changed = [event.item_id for event in notification.events if self.may_matter(event)]
                for item_id in dict.fromkeys(changed):
                    self.visit(item_id)

    @staticmethod
    def may_matter(event):
        return isinstance(event, (CreatedEvent, ModifiedEvent, MovedEvent)) and event.item_id is not None

    def catch_up(self):
        known = self.state.read_text() if self.state.exists() else None
        for _, item in self.calendar.sync_items(sync_state=known, only_fields=["subject"]):
            if isinstance(item, CalendarItem):
                self.visit(item)
        self.state.write_text(self.calendar.item_sync_state)

    def visit(self, item_id):
        found = next(self.account.fetch(ids=[item_id], folder=self.calendar, only_fields=FIELDS))
        if isinstance(found, CalendarItem) and self.wants_details(found):
            found.body = decorated(found.body, self.room)
            found.external_conference_data = self.room["sipAddress"]
            found.save(
                update_fields=["body", "external_conference_data"],
                send_meeting_invitations=SEND_TO_ALL_AND_SAVE_COPY,
                conflict_resolution=AUTO_RESOLVE,
            )
            log.info("decorated %r of %s", found.subject, self.name)

    def wants_details(self, item):
        is_own = item.organizer is not None and item.organizer.email_address.lower() == self.name.lower()
        is_over = item.end < datetime.now(timezone.utc) or item.is_cancelled
        location = item.location or ""
        is_asked_for = KEYWORD.search(location) is not None or self.room["url"].lower() in location.lower()
        return is_own and is_asked_for and not is_over and not JOIN_LINK.search(item.body or "")


stopped = threading.Event()


def main():
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(name)s: %(message)s")
    log.setLevel(logging.INFO)
    record = next(one for one in SUBJECT["exchange"] if one["enabled"])
    people = [person for person in SUBJECT["people"] if person["personalRoom"] is not None]
    configuration = Configuration(
        service_endpoint=discover(record, people[0]["mail"]),
        credentials=Credentials(record["username"], record["password"]),
        auth_type=NTLM,
        max_connections=2 * len(people),
    )
    for person in people:
        Mailbox(person, configuration).start()
    stopped.wait()


if __name__ == "__main__":
    main()
