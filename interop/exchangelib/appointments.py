"""exchangelib makes, reads, changes and deletes appointments, with everything that they can carry."""

from datetime import timedelta

from exchangelib import UTC, CalendarItem, EWSDateTime, ExtendedProperty, HTMLBody, Q
from exchangelib.attachments import FileAttachment, ItemAttachment
from exchangelib.errors import DoesNotExist, ErrorItemNotFound, ErrorIrresolvableConflict
from exchangelib.items import ALL_OCCURRENCES, HARD_DELETE, Message

from lab import USERS, account, check, finish, refusal


class Marker(ExtendedProperty):
    distinguished_property_set_id = "PublicStrings"
    property_name = "InteropMarker"
    property_type = "String"


class Numbers(ExtendedProperty):
    property_set_id = "00062008-0000-0000-c000-000000000046"
    property_name = "InteropNumbers"
    property_type = "IntegerArray"


class BusyStatus(ExtendedProperty):
    """PidLidBusyStatus: what `legacy_free_busy_status` says, as MAPI sees it."""

    distinguished_property_set_id = "Appointment"
    property_id = 0x8205
    property_type = "Integer"


CalendarItem.register("marker", Marker)
CalendarItem.register("numbers", Numbers)
CalendarItem.register("busy_status", BusyStatus)

alice = account(USERS["alice"])
start = EWSDateTime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(days=30)


def appointment(subject, day=0, **more):
    begins = start + timedelta(days=day)
    return CalendarItem(
        account=alice, folder=alice.calendar, subject=subject, start=begins, end=begins + timedelta(hours=1), **more
    )


# One appointment with everything

dentist = appointment(
    "XA dentist",
    body=HTMLBody("<p>Bring the <b>card</b></p>"),
    location="Main Street",
    categories=["Health", "Private"],
    reminder_minutes_before_start=45,
    legacy_free_busy_status="OOF",
    sensitivity="Private",
    importance="High",
    marker="one",
    numbers=[1, 2, 3],
)
dentist.attach(FileAttachment(name="x-ray.bin", content=bytes(range(256))))
dentist.save()
check("an appointment gets an id", bool(dentist.id and dentist.changekey), dentist.id)

read = alice.calendar.get(id=dentist.id)
check("its subject comes back", read.subject == "XA dentist", read.subject)
check("its place", read.location == "Main Street", read.location)
check("its times", (read.start, read.end) == (dentist.start, dentist.end), (read.start, read.end))
check("its categories", sorted(read.categories) == ["Health", "Private"], read.categories)
check("its reminder", read.reminder_minutes_before_start == 45, read.reminder_minutes_before_start)
check("how it shows", read.legacy_free_busy_status == "OOF", read.legacy_free_busy_status)
check("how private it is", read.sensitivity == "Private", read.sensitivity)
check("how important", read.importance == "High", read.importance)
check("its named property", read.marker == "one", read.marker)
check("its property of several values", read.numbers == [1, 2, 3], read.numbers)
check("the MAPI side of how it shows", read.busy_status == 3, read.busy_status)
check("its duration", read.duration == "PT1H", read.duration)
check("its body is a document", read.body.startswith("<html>") and "<b>card</b>" in read.body, read.body)
check("and has a text", "Bring the card" in read.text_body, read.text_body)
check("it is single", read.type == "Single", read.type)
check("nobody was invited", read.is_meeting is False, read.is_meeting)
check("alice may do everything", read.effective_rights.delete is True, read.effective_rights)
check("it knows its UID", len(read.uid) == 112 and read.uid.startswith("040000008200E000"), read.uid)

# Attachments

(xray,) = read.attachments
check("its attachment has the content", xray.content == bytes(range(256)), xray.content)
check("and the size", xray.size is not None and xray.size >= 256, xray.size)
note = Message(account=alice, folder=alice.drafts, subject="A note", body="inside")
read.attach(ItemAttachment(name="note", item=note))
read = alice.calendar.get(id=dentist.id)
check("an item can be attached", len(read.attachments) == 2, read.attachments)
inner = [one for one in read.attachments if isinstance(one, ItemAttachment)][0].item
check("and read inside", inner.subject == "A note", inner)
read.detach([one for one in read.attachments if isinstance(one, FileAttachment)])
read = alice.calendar.get(id=dentist.id)
check("and one taken away", [one.name for one in read.attachments] == ["note"], read.attachments)

# MIME

mime = read.mime_content
check("it has a form of iCalendar", mime is not None and b"BEGIN:VCALENDAR" in mime, mime)
check("with its summary", mime is not None and b"XA dentist" in mime, mime)

# Changes and conflicts

stale = alice.calendar.get(id=dentist.id)
key = read.changekey
read.location = "Side Street"
read.save(update_fields=["location"])
check("a change gives another change key", read.changekey != key, read.changekey)
stale.subject = "Too late"
conflict = refusal(lambda: stale.save(update_fields=["subject"], conflict_resolution="NeverOverwrite"))
check("a stale change is refused", isinstance(conflict, ErrorIrresolvableConflict), conflict)
read.location = None
read.save(update_fields=["location"])
check("a place can be taken away", not alice.calendar.get(id=read.id).location, read.location)

# Looking for things

appointment("XA walk", 1).save()
appointment("XA run", 2).save()
window = {"start": start - timedelta(days=1), "end": start + timedelta(days=7)}
seen = [item.subject for item in alice.calendar.view(**window) if item.subject.startswith("XA")]
check("a view shows what is in it, by its start", seen == ["XA dentist", "XA walk", "XA run"], seen)
few = list(alice.calendar.view(**window, max_items=1))
check("and no more than asked for", len(few) == 1, len(few))
check("a filter finds one", alice.calendar.filter(subject="XA walk").count() == 1, "count")
either = alice.calendar.filter(Q(subject__icontains="RUN") | Q(subject__startswith="XA wa"))
check("or two", either.count() == 2, either.count())
later = alice.calendar.filter(start__gt=start + timedelta(hours=1), subject__startswith="XA")
check("or by time", later.count() == 2, later.count())
ordered = [item.subject for item in alice.calendar.filter(subject__startswith="XA").order_by("-subject")]
check("in the order asked for", ordered == sorted(ordered, reverse=True) and len(ordered) == 3, ordered)
marked = alice.calendar.filter(marker="one")
check("by a named property", marked.count() == 1, marked.count())
pages = [item.subject for item in alice.calendar.filter(subject__startswith="XA").order_by("subject")[1:3]]
check("a page of them", pages == ["XA run", "XA walk"], pages)
values = list(alice.calendar.filter(subject="XA walk").values_list("subject", "type"))
check("only some properties", values == [("XA walk", "Single")], values)

# Many at once

known = [change for change, _ in alice.calendar.sync_items(only_fields=["subject"])]
check("a first synchronization creates all there is", set(known) == {"create"}, known)
made = alice.bulk_create(alice.calendar, [appointment(f"XA many {n}", 3) for n in range(5)], chunk_size=2)
check("five at once", len(made) == 5 and all(one.id for one in made), made)
many = alice.calendar.view(start=start + timedelta(days=2, hours=12), end=start + timedelta(days=4))
many.page_size = 2
check("a view in small pages has them all", len([one for one in many if one.subject.startswith("XA many")]) == 5, list(many))
read_again = list(alice.fetch([(one.id, one.changekey) for one in made]))
for one in read_again:
    one.location = "Harbour"
changed = alice.bulk_update([(one, ["location"]) for one in read_again], chunk_size=2)
check("all of them are changed at once", len(changed) == 5, changed)
check("and read so", alice.calendar.filter(subject__startswith="XA many", location="Harbour").count() == 5, "count")
news = [change for change, item in alice.calendar.sync_items(only_fields=["subject"]) if item.subject.startswith("XA many")]
check("a synchronization tells of what is new", news == ["create"] * 5, news)
gone = alice.bulk_delete(made, delete_type=HARD_DELETE, affected_task_occurrences=ALL_OCCURRENCES)
check("and gone again", all(result is True for result in gone), gone)
lost_ids = {item_id.id for change, item_id in alice.calendar.sync_items() if change == "delete"}
check("which a synchronization tells as well", lost_ids == {one.id for one in made}, lost_ids)

walk = alice.calendar.get(subject="XA walk")
walk.move_to_trash()
check("what is thrown away is in the waste", alice.trash.filter(subject="XA walk").count() == 1, "trash")
run = alice.calendar.get(subject="XA run")
run_id = run.id
run.delete()
lost = refusal(lambda: alice.calendar.get(id=run_id))
check("what is deleted is not found", isinstance(lost, (ErrorItemNotFound, DoesNotExist)), lost)
read.delete()
finish()
