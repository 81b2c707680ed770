"""exchangelib logs in by password, by NTLM and by tokens, and acts for fifty people on connections that they share."""

import json
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from exchangelib import (
    BASIC,
    DELEGATE,
    IMPERSONATION,
    NTLM,
    OAUTH2,
    UTC,
    Account,
    CalendarItem,
    Configuration,
    Credentials,
    EWSDateTime,
    Identity,
    OAuth2Credentials,
)
from exchangelib.errors import ErrorImpersonateUserDenied, ErrorNonExistentMailbox, UnauthorizedError
from exchangelib.protocol import FailFast

from lab import READY, USERS, check, finish, refusal

SERVICE = READY["serviceAccount"]
OAUTH = READY["exchange"]["oauth"]
alice, bob = USERS["alice"], USERS["bob"]
start = EWSDateTime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(days=400)


def shell(commands):
    """Runs cmdlets of the management shell."""
    request = urllib.request.Request(
        READY["admin"] + "/v1/exchange/shell",
        json.dumps({"commands": commands}).encode(),
        {"Content-Type": "application/json"},
    )
    answer = json.load(urllib.request.urlopen(request))
    assert answer["ok"], answer
    return answer


def configuration(name, password, auth_type):
    credentials = Credentials(username=name, password=password)
    return Configuration(
        service_endpoint=READY["exchange"]["ews"],
        credentials=credentials,
        auth_type=auth_type,
        retry_policy=FailFast(),
    )


def mailbox(config, mail, access_type=DELEGATE):
    return Account(mail, config=config, autodiscover=False, access_type=access_type)


# By password and by NTLM, under each form of the name

domain = SERVICE["down"].split("\\")[0]
for auth_type in (BASIC, NTLM):
    for name in (alice["upn"], domain + "\\alice"):
        opened = mailbox(configuration(name, alice["password"], auth_type), alice["mail"])
        check(f"{auth_type} lets {name} in", opened.calendar.name == "Calendar", opened.calendar)
    wrong = refusal(lambda: mailbox(configuration(alice["upn"], "wrong", auth_type), alice["mail"]).calendar.name)
    check(f"{auth_type} refuses a wrong password", isinstance(wrong, UnauthorizedError), wrong)

# Impersonation, and its errors

service = configuration(SERVICE["upn"], SERVICE["password"], NTLM)
acted = mailbox(service, bob["mail"], IMPERSONATION)
check("the service account acts as bob", acted.calendar.name == "Calendar", acted.calendar)
nobody = refusal(lambda: mailbox(service, "nobody@ent-pa.example", IMPERSONATION).calendar.name)
check("nobody has no mailbox", isinstance(nobody, ErrorNonExistentMailbox), nobody)
own = configuration(alice["upn"], alice["password"], NTLM)
denied = refusal(lambda: mailbox(own, bob["mail"], IMPERSONATION).calendar.name)
check("alice may not act as bob", isinstance(denied, ErrorImpersonateUserDenied), denied)

# Full access

closed = refusal(lambda: mailbox(own, bob["mail"]).calendar.name)
check("alice cannot open the mailbox of bob", isinstance(closed, Exception), closed)
shell("Add-MailboxPermission bob -User alice -AccessRights FullAccess -InheritanceType All")
opened = mailbox(configuration(alice["upn"], alice["password"], NTLM), bob["mail"])
check("until it is opened to her", opened.calendar.name == "Calendar", opened.calendar)
shell("Remove-MailboxPermission bob -User alice -AccessRights FullAccess -InheritanceType All -Confirm:$false")

# Fifty people on shared connections

FIFTY = [f"xi{number:02}" for number in range(50)]
shell(
    "\n".join(
        f"New-Mailbox -Name '{alias}' -Alias {alias} -UserPrincipalName {alias}@ent-pa.example"
        f" -Password (ConvertTo-SecureString 'Passw0rd!Fifty' -AsPlainText -Force)"
        for alias in FIFTY
    )
)
service = configuration(SERVICE["upn"], SERVICE["password"], NTLM)
accounts = {alias: mailbox(service, f"{alias}@ent-pa.example", IMPERSONATION) for alias in FIFTY}


def live(alias):
    """Somebody makes an appointment and reads it back; others do so at the same time, on the same connections."""
    account = accounts[alias]
    item = CalendarItem(
        account=account, folder=account.calendar, subject=f"of {alias}", start=start, end=start + timedelta(hours=1)
    )
    item.save()
    found = [one.subject for one in account.calendar.view(start=start, end=start + timedelta(days=1))]
    return found, item.organizer is None or item.organizer.email_address


with ThreadPoolExecutor(10) as pool:
    lived = dict(zip(FIFTY, pool.map(live, FIFTY)))
mixed = {alias: found for alias, (found, _) in lived.items() if found != [f"of {alias}"]}
check("fifty people have each their own appointment", not mixed, mixed)
pools = {id(account.protocol) for account in accounts.values()}
check("on connections that they share", len(pools) == 1, pools)

ROLE = "Get-ManagementRoleAssignment -Role ApplicationImpersonation | Set-ManagementRoleAssignment"
shell(
    "New-ManagementScope -Name XI -RecipientRestrictionFilter {Alias -like 'xi0*'}\n"
    f"{ROLE} -CustomRecipientWriteScope XI"
)


def reach(alias):
    return refusal(lambda: list(accounts[alias].calendar.view(start=start, end=start + timedelta(days=1))))


with ThreadPoolExecutor(10) as pool:
    reached = dict(zip(FIFTY, pool.map(reach, FIFTY)))
allowed = {alias for alias, outcome in reached.items() if isinstance(outcome, list)}
refused = {alias for alias, outcome in reached.items() if isinstance(outcome, ErrorImpersonateUserDenied)}
check("a scope lets ten of them through", allowed == {alias for alias in FIFTY if alias < "xi10"}, allowed)
check("and refuses the forty others each", len(refused) == 40, refused)
shell(f"{ROLE} -CustomRecipientWriteScope $null\nRemove-ManagementScope XI -Confirm:$false")

# Tokens

shell("Get-WebServicesVirtualDirectory | Set-WebServicesVirtualDirectory -OAuthAuthentication $true")


class LabCredentials(OAuth2Credentials):
    """As for Exchange Online; only that the lab's identity provider has an address of its own."""

    @property
    def token_url(self):
        return OAUTH["token"]


def by_token(secret):
    credentials = LabCredentials(
        client_id=OAUTH["client"]["id"],
        client_secret=secret,
        tenant_id=OAUTH["tenantId"],
        identity=Identity(smtp_address=bob["mail"]),
    )
    config = Configuration(
        service_endpoint=READY["exchange"]["ews"], credentials=credentials, auth_type=OAUTH2, retry_policy=FailFast()
    )
    return Account(bob["mail"], config=config, autodiscover=False, access_type=IMPERSONATION)


opened = by_token(OAUTH["client"]["secret"])
check("an application opens a mailbox by its token", opened.calendar.name == "Calendar", opened.calendar)
forged = refusal(lambda: by_token("wrong").calendar.name)
check("and gets none with a wrong secret", "invalid_client" in str(forged), forged)
shell("Get-WebServicesVirtualDirectory | Set-WebServicesVirtualDirectory -OAuthAuthentication $false")
finish()
