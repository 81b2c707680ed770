"""exchangelib finds mailboxes by Autodiscover, over POX and SOAP and by every step that it knows, through the lab's proxy."""

import json
import logging
import urllib.request

import exchangelib.autodiscover.discovery.base as discovery
from exchangelib import DELEGATE, Account, Configuration, Credentials, FailFast
from exchangelib.autodiscover import clear_cache
from exchangelib.autodiscover.discovery import pox, soap
from exchangelib.errors import AutoDiscoverFailed, ErrorNonExistentMailbox

from lab import READY, USERS, check, finish, refusal

logging.getLogger("exchangelib").setLevel(logging.CRITICAL)

DOMAIN = USERS["alice"]["mail"].split("@")[1]
dns_host, dns_port = READY["network"]["dns"].split(":")
discovery.BaseAutodiscovery.DNS_RESOLVER_KWARGS = {"configure": False}
discovery.BaseAutodiscovery.DNS_RESOLVER_ATTRS = {"nameservers": [dns_host], "port": int(dns_port), "timeout": 4}


def admin(method, path, body=None):
    """Tells the lab something; past the proxy, which leads to the lab's clients alone."""
    request = urllib.request.Request(
        READY["admin"] + path,
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
    )
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request) as answer:
        text = answer.read()
    return json.loads(text) if text else None


def fault(act, stage="before", **match):
    admin("POST", "/v1/faults", {"match": {"protocol": "autodiscover", **match}, "act": act, "stage": stage})


def unreachable(host, **match):
    """A step of discovery that breaks off. By SOAP, exchangelib takes a status such as 503 for the end of its search."""
    fault({"kind": "reset"}, stage="connection", target=host, **match)


def restored(action):
    """What an action gives; the lab is afterwards as it was before."""
    clear_cache()
    try:
        return action()
    finally:
        admin("DELETE", "/v1/faults")
        admin("DELETE", "/v1/dns/records")


def paths():
    """What has been asked of Autodiscover since the last look, as the journal keeps it."""
    entries = admin("GET", f"/v1/journal?protocol=autodiscover&texts=false&after={paths.after}")
    paths.after = entries["next"]
    return [(entry["operation"], entry["target"], entry["outcome"]) for entry in entries["entries"]]


paths.after = 0
alice, bob = USERS["alice"], USERS["bob"]
credentials = Credentials(alice["upn"], alice["password"])

for name, module, operation, found in (
    ("POX", pox, "POX", lambda response: response.autodiscover_smtp_address),
    ("SOAP", soap, "GetUserSettings", lambda response: response.autodiscover_smtp_address),
):

    def discover(mail):
        return module.discover(email=mail, credentials=credentials)

    def address(mail):
        response, protocol = discover(mail)
        return found(response), protocol.service_endpoint

    expected = (alice["mail"], READY["exchange"]["ews"])
    paths()

    got = restored(lambda: refusal(lambda: address(alice["mail"])))
    check(f"{name} finds alice at the root of her domain", got == expected, got)
    asked = paths()
    check("as the journal says", (operation, alice["mail"], "NoError") in asked, asked)

    def second():
        unreachable(DOMAIN)
        return address(alice["mail"])

    got = restored(lambda: refusal(second))
    check(f"{name} finds her at the host autodiscover", got == expected, got)
    asked = paths()
    check("after the root has failed", (name, DOMAIN, "reset") in asked, asked)

    def third():
        unreachable(DOMAIN)
        unreachable(f"autodiscover.{DOMAIN}", operation=name)
        return address(alice["mail"])

    got = restored(lambda: refusal(third))
    check(f"{name} finds her by the redirect of plain HTTP", got == expected, got)
    asked = paths()
    check("which the journal has", ("Redirect", f"autodiscover.{DOMAIN}", "302") in asked, asked)

    def fourth():
        unreachable(DOMAIN)
        unreachable(f"autodiscover.{DOMAIN}")
        target = {"priority": 0, "weight": 0, "port": 443, "target": f"us-exch1.{DOMAIN}"}
        admin("POST", "/v1/dns/records", {"type": "SRV", "name": f"_autodiscover._tcp.{DOMAIN}", "data": target})
        return address(alice["mail"])

    got = restored(lambda: refusal(fourth))
    check(f"{name} finds her by DNS", got == expected, got)

    def never():
        for host in (DOMAIN, f"autodiscover.{DOMAIN}", f"us-exch1.{DOMAIN}"):
            unreachable(host)
        return address(alice["mail"])

    got = restored(lambda: refusal(never))
    check(f"{name} does not find her when every step fails", isinstance(got, AutoDiscoverFailed), got)
    paths()

    got = restored(lambda: refusal(lambda: address(f"nobody@{DOMAIN}")))
    check(f"{name} says that nobody has no mailbox", isinstance(got, ErrorNonExistentMailbox), got)

    def moved():
        code = "redirectAddr" if name == "POX" else "RedirectAddress"
        fault({"kind": "error", "code": code, "details": {"target": alice["mail"]}}, target=bob["mail"])
        return address(bob["mail"])

    got = restored(lambda: refusal(moved))
    check(f"{name} follows a redirect to another address", got == expected, got)

# Without a policy of its own, exchangelib forgets to have one for what it has found.
configuration = Configuration(credentials=credentials, retry_policy=FailFast())
account = restored(
    lambda: Account(alice["mail"], config=configuration, autodiscover=True, access_type=DELEGATE)
)
check("an account that was found so can be worked with", account.calendar.total_count >= 0, account.calendar)
check("over NTLM, of which Autodiscover told", account.protocol.auth_type == "NTLM", account.protocol.auth_type)
check("on the version of the server", str(account.version.build).startswith("15.1."), account.version)

tunnels = admin("GET", "/v1/proxy/connections")
hosts = {tunnel["target"] for tunnel in tunnels}
check("all of it went through the proxy", {f"{DOMAIN}:443", f"us-exch1.{DOMAIN}:443"} <= hosts, hosts)
check("and ended in the lab", all(tunnel["to"] for tunnel in tunnels if tunnel["status"] == 200), tunnels[:3])
finish()
