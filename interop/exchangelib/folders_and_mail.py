"""exchangelib walks, makes and deletes folders, sends mail, and shares a calendar."""

from exchangelib import DELEGATE, FileAttachment, Mailbox, Message
from exchangelib.errors import ErrorDeleteDistinguishedFolder, ErrorFolderExists
from exchangelib.folders import Calendar, Messages

from lab import USERS, account, check, finish, refusal

alice, bob = account(USERS["alice"]), account(USERS["bob"])

# Folders

names = [folder.name for folder in alice.root.walk()]
check("the tree of folders can be walked", "Calendar" in names and "Inbox" in names, names)
check("the calendar is where it belongs", alice.calendar.parent.name == "Top of Information Store", alice.calendar.parent)
project = Calendar(parent=alice.calendar, name="XL project")
project.save()
check("a calendar can be made", project.id is not None, project)
again = refusal(lambda: Calendar(parent=alice.calendar, name="XL project").save())
check("but not twice", isinstance(again, ErrorFolderExists), again)
project.name = "XL renamed"
project.save(update_fields=["name"])
alice.root.clear_cache()
check("it can be renamed", "XL renamed" in [folder.name for folder in alice.calendar.children], list(alice.calendar.children))
archive = Messages(parent=alice.inbox, name="XL archive")
archive.save()
check("a folder for mail too", archive.folder_class == "IPF.Note", archive.folder_class)
refused = refusal(lambda: alice.calendar.delete())
check("the calendar itself stays", isinstance(refused, ErrorDeleteDistinguishedFolder), refused)

# Mail

mail = Message(
    account=alice,
    folder=alice.sent,
    subject="XL minutes",
    body="As agreed",
    to_recipients=[Mailbox(email_address=USERS["bob"]["mail"])],
    cc_recipients=[USERS["carol"]["mail"]],
)
mail.attach(FileAttachment(name="minutes.txt", content=b"all agreed"))
mail.send_and_save()
received = bob.inbox.get(subject="XL minutes")
check("mail arrives", received.sender.email_address == USERS["alice"]["mail"], received.sender)
check("for those it was sent to", [one.email_address for one in received.to_recipients] == [USERS["bob"]["mail"]], received)
check("and those it was copied to", [one.email_address for one in received.cc_recipients] == [USERS["carol"]["mail"]], received)
check("unread", received.is_read is False, received.is_read)
check("with its attachment", received.attachments[0].content == b"all agreed", received.attachments)
check("with a message id", bool(received.message_id), received.message_id)
check("and its form of MIME", b"XL minutes" in received.mime_content, received.mime_content)
check("a copy is kept", alice.sent.filter(subject="XL minutes").count() == 1, "sent")
received.is_read = True
received.save(update_fields=["is_read"])
check("it can be read", bob.inbox.get(subject="XL minutes").is_read is True, "is_read")
bob.inbox.get(subject="XL minutes").reply(subject="Re: XL minutes", body="Thanks")
check("and answered", alice.inbox.filter(subject="Re: XL minutes").count() == 1, "reply")

draft = Message(account=alice, folder=alice.drafts, subject="XL draft", body="Not yet", to_recipients=[USERS["bob"]["mail"]])
draft.save()
check("a draft waits", alice.drafts.get(subject="XL draft").is_draft is True, "draft")
copy_id = draft.copy(to_folder=archive)
check("a copy of it goes elsewhere", archive.filter(subject="XL draft").count() == 1, copy_id)
draft.send()
check("a draft can be sent later", bob.inbox.filter(subject="XL draft").count() == 1, "sent")
kept = archive.get(subject="XL draft")
old_id = kept.id
kept.move(to_folder=alice.trash)
check("what moves gets another id", kept.id != old_id and archive.all().count() == 0, kept.id)

archive.delete()
project.delete()
alice.root.clear_cache()
left = [folder.name for folder in alice.root.walk()]
check("folders can be deleted", "XL archive" not in left and "XL renamed" not in left, left)

# Somebody else's calendar

delegates = [one.user_id.primary_smtp_address for one in alice.delegates]
check("dave is the delegate of alice", delegates == [USERS["dave"]["mail"]], delegates)
denied = refusal(lambda: account(USERS["bob"], USERS["alice"]["mail"]).calendar.all().count())
check("bob may not read her calendar", isinstance(denied, Exception), denied)
check("and says what he is", bob.access_type == DELEGATE, bob.access_type)
finish()
