"""ldap3 signs in every way it knows, and loads the schema as AD publishes it."""

from ldap3 import ANONYMOUS, AUTO_BIND_TLS_BEFORE_BIND, NTLM, Connection

from lab import ADMIN, ALICE, BASE, DIRECTORY, NETBIOS, READY, check, finish, server, signed_in, values

SAM = ALICE["mail"].split("@")[0]

for name in (ALICE["upn"], f"{NETBIOS}\\{SAM}"):
    one = signed_in(name, ALICE["password"])
    check(f"a simple bind as {name}", one.bound, one.result)
    who = one.extend.standard.who_am_i()
    check("Who Am I names the account", who == f"u:{NETBIOS}\\{SAM}", who)
    one.unbind()

ntlm = Connection(server(), f"{NETBIOS}\\{SAM}", ALICE["password"], authentication=NTLM)
check("an NTLM bind", ntlm.bind(), ntlm.result)
ntlm.search(BASE, f"(mail={ALICE['mail']})", attributes=["mail"])
check("under which the directory is read", values(ntlm, "mail") == [ALICE["mail"]], ntlm.response)
who = ntlm.extend.standard.who_am_i()
check("by the account that logged on", who == f"u:{NETBIOS}\\{SAM}", who)
ntlm.unbind()

for url in (DIRECTORY["ldaps"], DIRECTORY["gcs"]):
    over_tls = Connection(server(url), f"{NETBIOS}\\{SAM}", ALICE["password"], authentication=NTLM)
    check(f"NTLM over TLS at {url}", over_tls.bind(), over_tls.result)
    over_tls.unbind()

wrong = Connection(server(), f"{NETBIOS}\\{SAM}", "wrong", authentication=NTLM)
check("NTLM refuses a wrong password", not wrong.bind() and wrong.result["result"] == 49, wrong.result)
simple = signed_in(ALICE["upn"], "wrong")
check("and so does a simple bind, with the reason", "data 52e" in simple.result["message"], simple.result)

started = Connection(server(), ALICE["upn"], ALICE["password"], auto_bind=AUTO_BIND_TLS_BEFORE_BIND)
check("StartTLS before the bind", started.bound and started.tls_started, started.result)
started.unbind()

anonymous = Connection(server(), authentication=ANONYMOUS)
anonymous.bind()
anonymous.search(BASE, "(objectClass=*)")
check("anonymous reads nothing", anonymous.result["result"] == 1, anonymous.result)

full = signed_in(with_schema=True)
info, schema = full.server.info, full.server.schema
check("the root DSE names the contexts", BASE in info.naming_contexts, info.naming_contexts)
check("and five or more of them", len(info.naming_contexts) >= 5, info.naming_contexts)
check("paging is announced", any(oid == "1.2.840.113556.1.4.319" for oid, *_ in info.supported_controls), info)
check("AD is announced", any(oid == "1.2.840.113556.1.4.800" for oid, *_ in info.supported_features), info)
mechanisms = set(info.supported_sasl_mechanisms)
check("GSS-SPNEGO is announced", "GSS-SPNEGO" in mechanisms, mechanisms)
check("the schema has AD's attributes", len(schema.attribute_types) >= 1400, len(schema.attribute_types))
check("and its classes", len(schema.object_classes) >= 250, len(schema.object_classes))
member = schema.attribute_types["member"]
check("member is a list of names", not member.single_value and member.syntax.endswith(".12"), member)
user = schema.object_classes["user"]
check("user is a kind of organizationalPerson", user.superior == ["organizationalPerson"], user)
check("and may have a logon name", "userPrincipalName" in user.may_contain, user)

full.search(BASE, f"(mail={ALICE['mail']})", attributes=["objectGUID", "objectSid", "whenCreated", "memberOf"])
[entry] = full.entries
check("a GUID is read as AD writes it", entry.objectGUID.value.startswith("{"), entry)
check("a SID is read as text", entry.objectSid.value.startswith("S-1-5-21-"), entry)
check("a time is read as a time", entry.whenCreated.value.year >= 2024, entry)

catalog = signed_in(ADMIN["upn"], ADMIN["password"], DIRECTORY["gc"])
catalog.search("", f"(proxyAddresses=smtp:{ALICE['mail']})", attributes=["mail"])
check("the Global Catalog knows the address", values(catalog, "mail") == [ALICE["mail"]], catalog.response)

finish()
