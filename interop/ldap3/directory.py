"""ldap3 with AD's controls and its own extensions for Microsoft: pages, DirSync, notification, groups, passwords."""

from ldap3 import ASYNC_STREAM, BASE as BASE_SCOPE, MODIFY_ADD, MODIFY_DELETE, MODIFY_REPLACE
from ldap3.protocol.microsoft import extended_dn_control, show_deleted_control

from lab import ALICE, BASE, DIRECTORY, PEOPLE, READY, check, finish, signed_in, values

PASSWORD, NEXT_PASSWORD = "Interop-Passw0rd", "Interop-Passw0rd-2"
DN = f"CN=Dora Three,CN=Users,{BASE}"
admin = signed_in(url=DIRECTORY["ldaps"])

admin.search(BASE, PEOPLE, attributes=["mail"])
mails = values(admin, "mail")
paged = admin.extend.standard.paged_search(BASE, PEOPLE, attributes=["mail"], paged_size=2, generator=True)
entries = [entry for entry in paged if entry["type"] == "searchResEntry"]
check("pages bring everybody", len(entries) == len(mails), len(entries))

admin.search(BASE, f"(mail={ALICE['mail']})", attributes=["cn"], controls=[extended_dn_control()])
dn = admin.response[0]["dn"]
check("extended DNs carry GUID and SID", dn.startswith("<GUID=") and ";<SID=S-1-5-21-" in dn, dn)
alice = dn.split(";")[-1]



def names(found):
    """The names of entries, which ldap3's DirSync asks for with GUID and SID before them."""
    return [entry["dn"].split(";")[-1] for entry in found if entry["type"] == "searchResEntry"]


changes = admin.extend.microsoft.dir_sync(BASE, sync_filter="(objectClass=user)", attributes=["displayName"])
first = names(changes.loop())
while changes.more_results:
    first += names(changes.loop())
check("DirSync brings everybody at first", alice in first, first)
nothing = names(changes.loop())
check("nothing when nothing has changed", nothing == [], nothing)

added = admin.add(DN, "user", {"sAMAccountName": "dora", "displayName": "Dora Three"})
check("it adds a user", added, admin.result)
changed = names(changes.loop())
check("and DirSync brings that one alone", changed == [DN], changed)

was_set = admin.extend.microsoft.modify_password(DN, PASSWORD)
check("an administrator sets a password over LDAPS", was_set, admin.result)
admin.modify(DN, {"userAccountControl": [(MODIFY_REPLACE, [512])]})
dora = signed_in("dora@" + BASE.lower().replace("dc=", "").replace(",", "."), PASSWORD, DIRECTORY["ldaps"])
check("with which its owner signs in", dora.bound, dora.result)
plain = signed_in()
in_the_clear = plain.extend.microsoft.modify_password(DN, NEXT_PASSWORD)
check("a connection in the clear is refused", not in_the_clear and plain.result["result"] == 53, plain.result)

admin.modify(DN, {"lockoutTime": [(MODIFY_REPLACE, ["0"])]})
check("an account is unlocked", admin.result["result"] == 0, admin.result)
check("by ldap3's own means as well", admin.extend.microsoft.unlock_account(DN), admin.result)

[group] = [each["mail"] for each in READY["groups"][:1]]
admin.search(BASE, f"(mail={group})", attributes=["member"])
group_dn = admin.response[0]["dn"]
joined = admin.extend.microsoft.add_members_to_groups(DN, group_dn)
admin.search(DN, "(objectClass=*)", BASE_SCOPE, attributes=["memberOf"])
check("a member of a group knows it", joined and group_dn in values(admin, "memberOf"), admin.response)
left = admin.extend.microsoft.remove_members_from_groups(DN, group_dn)
check("and leaves it", left, admin.result)

listener = signed_in(client_strategy=ASYNC_STREAM)
notification = listener.extend.microsoft.persistent_search(DN, "BASE", ["description"], streaming=False)
admin.modify(DN, {"description": [(MODIFY_ADD, ["heard of"])]})
heard = notification.next(block=True, timeout=10)
check("change notification tells of a write", heard is not None and heard["dn"] == DN, heard)
notification.stop()

missing = admin.modify(DN, {"description": [(MODIFY_DELETE, ["never there"])]})
check("a value that is not there is not deleted", not missing and admin.result["result"] == 16, admin.result)
moved = admin.modify_dn(DN, "CN=Dora Moved")
check("it renames", moved, admin.result)
check("it deletes", admin.delete(f"CN=Dora Moved,CN=Users,{BASE}"), admin.result)
admin.search(BASE, "(sAMAccountName=dora)", attributes=["isDeleted"], controls=[show_deleted_control()])
check("and finds the tombstone", "TRUE" in values(admin, "isDeleted"), admin.response)

finish()
