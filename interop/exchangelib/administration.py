"""The lab as its administrator has it: the admin API and the management shell."""

import json
import urllib.request

from lab import READY


def ask(method, path, body=None):
    """What the admin API answers."""
    request = urllib.request.Request(
        READY["admin"] + path,
        None if body is None else json.dumps(body).encode(),
        {"Content-Type": "application/json"},
        method=method,
    )
    with urllib.request.urlopen(request) as answer:
        text = answer.read()
    return json.loads(text) if text else None


def shell(commands):
    """Runs cmdlets of the management shell."""
    answer = ask("POST", "/v1/exchange/shell", {"commands": commands})
    assert answer["ok"], answer["text"]
    return answer


def now_ms():
    """Lab time."""
    return ask("GET", "/v1/clock")["now"]


def budgets(mail):
    """What throttling has counted of a mailbox."""
    return ask("GET", f"/v1/exchange/budgets?mailbox={mail}")
