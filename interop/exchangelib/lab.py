"""What the exchangelib scripts share: the lab that is running, its people, and checks that are counted."""

import json
import os
import sys

from exchangelib import DELEGATE, NTLM, Account, Configuration, Credentials

READY = json.load(open(os.environ["EXWEX_READY"]))
USERS = {user["mail"].split("@")[0]: user for user in READY["users"]}
failed = 0


def check(what, is_true, got):
    global failed
    print(f"  {'ok  ' if is_true else 'FAIL'} {what}")
    if not is_true:
        failed += 1
        print(f"       got: {got!r}")


def account(user, mail=None):
    """Somebody's account, or somebody's way into the mailbox of another."""
    credentials = Credentials(username=user["upn"], password=user["password"])
    configuration = Configuration(service_endpoint=READY["exchange"]["ews"], credentials=credentials, auth_type=NTLM)
    return Account(mail or user["mail"], config=configuration, autodiscover=False, access_type=DELEGATE)


def refusal(action):
    """What an action was refused with, or what it gave."""
    try:
        return action()
    except Exception as error:
        return error


def finish():
    sys.exit(1 if failed else 0)
