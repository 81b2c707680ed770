"""exchangelib is throttled: one that is patient waits as long as it is told and gets its answers, one that is not is refused."""

import time

from exchangelib.errors import ErrorServerBusy
from exchangelib.protocol import FaultTolerance

from administration import budgets, shell
from lab import USERS, check, finish, refusal
from mailbox import SERVICE, own_mailbox

erin = USERS["erin"]


def refused():
    """How often requests for the mailbox of erin have been refused."""
    return sum(budget["refused"] for budget in budgets(erin["mail"]))


def work(account, requests):
    return [account.calendar.filter(subject="nothing").count() for _ in range(requests)]


def seconds(action):
    began = time.monotonic()
    action()
    return time.monotonic() - began


# At first nothing is in the way; the clients look at the server and at folders now.

patient = own_mailbox(erin, patience=FaultTolerance(max_wait=60))
hasty = own_mailbox({**erin, "upn": SERVICE["down"].split("\\")[0] + "\\erin"})
for client in (patient, hasty):
    check("nobody is refused under the default policy", work(client, 5) == [0] * 5 and refused() == 0, refused())
time.sleep(1)  # what was used is given back

# Two seconds after each 20 ms of work

shell(
    "New-ThrottlingPolicy -Name Interop -EwsMaxBurst 20 -EwsRechargeRate 7200 -EwsCutoffBalance 2\n"
    f"Set-ThrottlingPolicyAssociation -Identity {erin['upn']} -ThrottlingPolicy Interop"
)
answers = []
took = seconds(lambda: answers.extend(work(patient, 7)))
times = refused()
check("a patient client gets all its answers", answers == [0] * 7, answers)
check("after it was refused, once each time it had to wait", 1 <= times <= 7, times)
check("and waited for as long as it was told", times <= took <= 60, (times, took))

busy = refusal(lambda: work(hasty, 7))
check("a hasty client is told that the server is busy", isinstance(busy, ErrorServerBusy), busy)
back_off = getattr(busy, "back_off", None)
check("and for how long", back_off is not None and 0 < back_off < 30, back_off)
other = work(own_mailbox(USERS["dave"]), 10)
check("others go on meanwhile", other == [0] * 10, other)

shell(
    f"Set-ThrottlingPolicyAssociation -Identity {erin['upn']} -ThrottlingPolicy $null\n"
    "Remove-ThrottlingPolicy Interop -Confirm:$false"
)
time.sleep(back_off)
check("without the policy nobody is in the way", work(hasty, 10) == [0] * 10, refused())
finish()
