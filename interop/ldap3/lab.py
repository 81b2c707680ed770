"""What the ldap3 scripts share: the lab that is running, connections to it, and checks that are counted."""

import json
import os
import ssl
import sys

from ldap3 import ALL, NONE, Connection, Server, Tls

READY = json.load(open(os.environ["EXWEX_READY"]))
DIRECTORY = READY["directory"]
BASE = DIRECTORY["baseDn"]
ADMIN = DIRECTORY["admin"]
ALICE = READY["users"][0]
NETBIOS = READY["serviceAccount"]["down"].split("\\")[0]
TRUSTED = Tls(ca_certs_file=READY["ca"], validate=ssl.CERT_REQUIRED)
PEOPLE = "(&(objectCategory=person)(objectClass=user)(mail=*))"
failed = 0


def check(what, is_true, got):
    global failed
    print(f"  {'ok  ' if is_true else 'FAIL'} {what}")
    if not is_true:
        failed += 1
        print(f"       got: {got!r}")


def server(url=DIRECTORY["ldap"], with_schema=False):
    return Server(url, tls=TRUSTED, get_info=ALL if with_schema else NONE)


def signed_in(name=ADMIN["upn"], password=ADMIN["password"], url=DIRECTORY["ldap"], **options):
    """A bound connection, or one that tells by its result why it is not."""
    connection = Connection(server(url, options.pop("with_schema", False)), name, password, **options)
    connection.bind()
    return connection


def values(connection, attribute):
    """All values of an attribute in the entries that were found."""
    entries = [entry for entry in connection.response if entry["type"] == "searchResEntry"]
    return [value.decode() for entry in entries for value in entry["raw_attributes"].get(attribute, [])]


def finish():
    sys.exit(1 if failed else 0)
