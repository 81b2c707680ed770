"""Mail through DavMail: sent by SMTP, found, read, marked, copied and kept by IMAP."""

import imaplib
import json
import os
import smtplib
import sys
from email import message_from_bytes, policy
from email.message import EmailMessage

IMAP, SMTP = (int(port) for port in sys.argv[1:3])
USERS = {user["mail"].split("@")[0]: user for user in json.load(open(os.environ["EXWEX_READY"]))["users"]}
failed = 0


def check(what, is_true, got):
    global failed
    print(f"  {'ok  ' if is_true else 'FAIL'} {what}")
    if not is_true:
        failed += 1
        print(f"       got: {got!r}")


def box(name):
    client = imaplib.IMAP4("127.0.0.1", IMAP, timeout=60)
    client.login(USERS[name]["upn"], USERS[name]["password"])
    return client


def found(client, subject):
    status, (numbers,) = client.uid("search", None, f'SUBJECT "{subject}"')
    return numbers.split() if status == "OK" else []


def parsed(client, uid):
    _, answer = client.uid("fetch", uid, "(RFC822)")
    return message_from_bytes(answer[0][1], policy=policy.default)


# Sent by SMTP

mail = EmailMessage()
mail["From"], mail["To"] = USERS["alice"]["mail"], USERS["bob"]["mail"]
mail["Subject"] = "Dav minutes"
mail["Message-ID"] = "<dav-minutes@interop.example>"
mail.set_content("As agreed, grün\r\n")
mail.add_attachment(bytes(range(256)), maintype="application", subtype="octet-stream", filename="minutes.bin")
with smtplib.SMTP("127.0.0.1", SMTP, timeout=60) as sender:
    sender.login(USERS["alice"]["upn"], USERS["alice"]["password"])
    refused = sender.send_message(mail)
check("mail is taken by SMTP", refused == {}, refused)

# Read by IMAP

bob = box("bob")
status, folders = bob.list()
names = [line.decode().rsplit(" ", 1)[1].strip('"') for line in folders]
check("bob has his folders", {"INBOX", "Drafts", "Sent", "Trash"} <= set(names), names)
status, (count,) = bob.select("INBOX")
check("the inbox opens", status == "OK" and int(count) >= 2, count)
uids = found(bob, "Dav minutes")
check("the mail is found by its subject", len(uids) == 1, uids)
received = parsed(bob, uids[0])
check("from alice", USERS["alice"]["mail"] in received["From"], received["From"])
check("for bob", USERS["bob"]["mail"] in received["To"], received["To"])
check("with its message id", received["Message-ID"] == mail["Message-ID"], received["Message-ID"])
body = received.get_body(("plain", "html"))
check("with its text", body is not None and "As agreed, grün" in body.get_content(), received.as_string())
(attached, *_) = [*received.iter_attachments(), None]
check("and what is attached", attached is not None and attached.get_content() == bytes(range(256)), attached)
_, (flags, *_) = bob.uid("fetch", uids[0], "(FLAGS)")
bob.uid("store", uids[0], "+FLAGS", r"(\Flagged)")
_, (flags, *_) = bob.uid("fetch", uids[0], "(FLAGS)")
check("it can be flagged", rb"\Flagged" in flags, flags)
bob.uid("store", uids[0], "-FLAGS", r"(\Seen)")
_, (unseen,) = bob.uid("search", None, "UNSEEN")
check("and be unread again", uids[0] in unseen.split(), unseen)

# The meeting that alice has put into her calendar

requests = found(bob, "Dav planning")
check("bob has a request by mail", len(requests) >= 1, requests)
request = parsed(bob, requests[0])
calendars = [part for part in request.walk() if part.get_content_type() == "text/calendar"]
check("with an iCalendar part", len(calendars) == 1 and calendars[0].get_param("method") == "REQUEST", request.as_string())
check("of the same meeting", "UID:dav-planning" in calendars[0].get_content(), calendars[0].get_content())
bob.uid("store", requests[0], "+FLAGS", r"(\Seen)")
_, (flags, *_) = bob.uid("fetch", requests[0], "(FLAGS)")
check("that can be marked as read", rb"\Seen" in flags, flags)

# Folders

status, answer = bob.create('"Dav folder"')
check("a folder can be made", status == "OK", answer)
status, answer = bob.uid("copy", uids[0], '"Dav folder"')
check("a mail copied into it", status == "OK", answer)
bob.select('"Dav folder"')
check("where it is found", len(found(bob, "Dav minutes")) == 1, "nothing")
status, answer = bob.append("Drafts", None, None, b"Subject: Dav draft\r\n\r\nNot yet\r\n")
check("a draft can be kept", status == "OK", answer)
bob.select("Drafts")
(draft, *_) = [*found(bob, "Dav draft"), None]
check("and found", draft is not None, draft)
bob.uid("store", draft, "+FLAGS", r"(\Deleted)")
bob.expunge()
check("and thrown away", found(bob, "Dav draft") == [], "still there")
bob.select("INBOX")
status, answer = bob.delete('"Dav folder"')
check("a folder can be deleted", status == "OK", answer)
bob.logout()

alice = box("alice")
alice.select("Sent")
check("alice keeps what she sent", len(found(alice, "Dav minutes")) == 1, "nothing")
alice.logout()
sys.exit(1 if failed else 0)
