"""A client that knows only the wire rebuilds a calendar through random schedules of edits, disconnects, reconnects, expiries,
server moves and restarts. Runs in a lab with two servers and a manual clock: shadow.py [schedules] [first seed]
"""

import hashlib
import json
import sys
import time
from random import Random

from administration import ask, shell
from calendar_wire import READ, CalendarWire
from lab import READY, USERS, check, finish
from mailbox import own_mailbox
from office_day import OfficeDay
from relay import Relay
from shadow_client import Shadow

SCHEDULES, FIRST = (int(word) for word in (sys.argv[1:] + ["50", "0"][len(sys.argv) - 1 :]))
STEPS, KINDS = 14, 14
MINUTE_MS = 60_000
SERVERS = [server["name"] for server in READY["exchange"]["servers"]]

relay = Relay(READY["exchange"]["ewsHttp"])
alice, bob = own_mailbox(USERS["alice"]), own_mailbox(USERS["bob"])
listener = own_mailbox(USERS["alice"], endpoint=relay.url, connections=3).calendar
wire = CalendarWire(alice)


def wait(ms):
    ask("POST", "/v1/clock/advance", {"ms": ms})


def tear():
    relay.cut()
    ask("GET", "/v1/health")  # by now the server has seen it


def restart(*servers):
    for server in servers:
        ask("POST", f"/v1/exchange/servers/{server}/restart")


def fail_over():
    """Activates another copy of Alice's database."""
    (mailbox,) = shell("Get-Mailbox alice")["objects"]
    ask("POST", f"/v1/exchange/databases/{mailbox['Database']}/fail-over", {})


def move():
    """Moves Alice's mailbox to the other database, and waits for the end of it."""
    if ask("GET", "/v1/exchange/topology")["moves"]:
        ask("DELETE", "/v1/exchange/moves/alice")
    ask("POST", "/v1/exchange/moves", {"mailbox": "alice"})
    wait(MINUTE_MS)


def play(seed):
    """One schedule from the same beginning: what was done, how copies differ from the truth, and what stood at the end."""
    ask("POST", "/v1/reset")
    restart(*SERVERS)
    random = Random(f"schedule/{seed}")
    shadow, day = Shadow(wire, listener, tear), OfficeDay(alice, bob, random)
    steps, faults = [], []

    def compare():
        truth, copies = shadow.copies(1 + random.randrange(4))
        faults.extend(f"{name} after {', '.join(steps)}" for name, copy in copies.items() if copy != truth)
        faults.extend(f"{what} after {', '.join(steps)}" for what in shadow.synced.contradictions)
        shadow.synced.contradictions.clear()
        return truth

    happenings = [
        (40, "edit", day.act),
        (8, "edit twice", lambda: (day.act(), day.act())),
        (8, "disconnect", shadow.disconnect),
        (8, "disconnect and edit", lambda: (shadow.disconnect(), day.act())),
        (8, "connect", shadow.connect),
        (4, "connect and edit", lambda: shadow.connect(meanwhile=day.act)),
        (4, "half an hour", lambda: wait(31 * MINUTE_MS)),
        (3, "restart", lambda: restart(*SERVERS)),
        (3, "fail over", fail_over),
        (3, "move", move),
        (3, "restart one server", lambda: restart(random.choice(SERVERS))),
        (2, "go back", lambda: shadow.synced.go_back(random.randrange)),
        (1, "reset", lambda: ask("POST", "/v1/reset")),
        (8, "compare", compare),
    ]
    weights = [weight for weight, _, _ in happenings]

    shadow.connect()
    for _ in range(STEPS):
        ((_, name, happen),) = random.choices(happenings, weights)
        steps.append(name)
        happen()
    truth = compare()
    shadow.disconnect()
    stood = sorted([shown[name] for name in READ] for shown in truth.values())
    return {"seed": seed, "steps": steps, "faults": faults, "gaps": shadow.gaps, "stood": stood}


def digest(outcomes):
    return hashlib.sha256(json.dumps(outcomes).encode()).hexdigest()[:16]


began = time.monotonic()
outcomes = [play(seed) for seed in range(FIRST, FIRST + SCHEDULES)]
faults = [(outcome["seed"], fault) for outcome in outcomes for fault in outcome["faults"]]
done = [step for outcome in outcomes for step in outcome["steps"]]
gaps = sum(outcome["gaps"] for outcome in outcomes)
print(f"  {SCHEDULES} schedules in {time.monotonic() - began:.0f} s, {gaps} gaps, digest {digest(outcomes)}")
check("all copies are what FindItem and GetItem say", faults == [], faults)
check("subscriptions were lost, and lived on", 0 < gaps < len(done), gaps)
if SCHEDULES >= 50:
    check("each kind of thing has happened", len(set(done)) == KINDS, sorted(set(done)))
again = play(FIRST)
check("the same seed has the same result", again == outcomes[0], (again, outcomes[0]))
finish()
