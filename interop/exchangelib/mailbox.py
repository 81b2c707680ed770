"""Ways into mailboxes that differ in who logs in, how, where, and how patient he is."""

from exchangelib import BASIC, DELEGATE, IMPERSONATION, Account, Configuration, Credentials
from exchangelib.protocol import FailFast

from lab import READY

SERVICE = READY["serviceAccount"]


def log_in(user, endpoint=READY["exchange"]["ewsHttp"], auth_type=BASIC, connections=1, patience=None):
    """How somebody talks to a server; exchangelib shares the connections of one person to one address."""
    return Configuration(
        service_endpoint=endpoint,
        credentials=Credentials(username=user["upn"], password=user["password"]),
        auth_type=auth_type,
        max_connections=connections,
        retry_policy=patience or FailFast(),
    )


def own_mailbox(user, **how):
    return Account(user["mail"], config=log_in(user, **how), autodiscover=False, access_type=DELEGATE)


def mailbox_by_service(mail, **how):
    """Somebody's mailbox, through the connector's account."""
    return Account(mail, config=log_in(SERVICE, **how), autodiscover=False, access_type=IMPERSONATION)
