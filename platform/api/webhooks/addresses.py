"""Where a webhook may be sent: to the open internet and nowhere else.

An address is looked at twice. `parse` reads it, when a subscription is made and again when something is sent. `look_up`
finds the machines it leads to and refuses it if a single one is not public; the connection then goes to an address
that was looked at, never to a name that could mean something else a moment later.

With the setting `WEBHOOKS_ALLOW_PRIVATE`, for development and tests, http and private addresses are let through.
"""

import ipaddress
import re
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from events.errors import Invalid

LONGEST = 500
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_ALLOWED = re.compile(r"[A-Za-z0-9\-._~:/?\[\]@!$&'()*+,;=%]+\Z")
"""RFC 3986 without `#`: a fragment is never sent."""
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\Z")
_NUMBER = re.compile(r"(0x[0-9a-f]*|[0-9]+)\Z")
"""A last label of this form makes the whole host an IPv4 address to many a resolver (WHATWG URL §3.5)."""
_OUR_OWN = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "home.arpa", "localdomain", "onion")

_GLOBAL_V6 = ipaddress.IPv6Network("2000::/3")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_NEVER: Sequence[ipaddress.IPv4Network | ipaddress.IPv6Network] = (
    ipaddress.IPv4Network("192.0.0.0/24"),  # IETF protocol assignments (RFC 6890)
    ipaddress.IPv4Network("192.88.99.0/24"),  # 6to4 relays, deprecated (RFC 7526)
    ipaddress.IPv6Network("2001::/23"),  # Teredo (RFC 4380), ORCHID and other protocol assignments
    ipaddress.IPv6Network("2002::/16"),  # 6to4 (RFC 3056)
    ipaddress.IPv6Network("3fff::/20"),  # documentation (RFC 9637), unknown to older Pythons
)
"""What Python calls global at times but is no place for a webhook."""


class UnknownHost(Invalid):
    """No server has this name, or the name server did not answer."""


@dataclass(frozen=True)
class Target:
    """An address taken apart. `host` is a name or an IP address, without brackets."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """What the `Host` header says."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = {"https": 443, "http": 80}[self.scheme]
        return host if self.port == usual else f"{host}:{self.port}"


def parse(url: str) -> Target:
    """Take `url` apart.

    Raises:
        Invalid: it is not an address a webhook may have; the message says why, under the field `url`.
    """
    if not url or len(url) > LONGEST or not _ALLOWED.match(url):
        raise _refused(
            _("Write a web address of at most 500 ordinary characters. A name with other letters is written as xn--….")
        )
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _refused(_("This is not a web address.")) from None
    if parts.scheme not in ({"https", "http"} if settings.WEBHOOKS_ALLOW_PRIVATE else {"https"}):
        raise _refused(_("The address must begin with https://."))
    if "@" in parts.netloc:
        raise _refused(_("The address may not hold a user name or password."))
    host = _host(parts.hostname or "", bracketed="[" in parts.netloc)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, host, _port(port, parts.scheme), path)


def _port(port: int | None, scheme: str) -> int:
    if port is None:
        return 443 if scheme == "https" else 80
    if port != 443 and port < 1024:
        raise _refused(_("Only port 443 and ports from 1024 up can be used."))
    return port


def _host(host: str, *, bracketed: bool) -> str:
    """Return the host if it is a whole name or an IP address written in the one usual way."""
    host = host.lower().removesuffix(".")
    if bracketed or _NUMBER.match(host.rpartition(".")[2]):
        return str(_literal(host))
    labels = host.split(".")
    if len(host) > 253 or not all(_LABEL.match(label) for label in labels):
        raise _refused(_("This is not the name of a server."))
    if not settings.WEBHOOKS_ALLOW_PRIVATE and (len(labels) < 2 or _is_our_own(host)):
        raise _private()
    return host


def _literal(host: str) -> Address:
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        # 127.1, 0x7f000001, 017700000001 …: what they mean differs from system to system.
        raise _refused(_("Write an IP address in full, such as 192.0.2.10, or use a name.")) from None
    if str(found) != host and found.version == 4:
        raise _refused(_("Write an IP address in full, such as 192.0.2.10, or use a name."))
    if not settings.WEBHOOKS_ALLOW_PRIVATE and not is_public(found):
        raise _private()
    return found


def _is_our_own(host: str) -> bool:
    return any(host == name or host.endswith(f".{name}") for name in _OUR_OWN)


def look_up(target: Target) -> list[str]:
    """Return the IP addresses that `target` leads to, all of them public. Asks the name server: never in a transaction.

    Raises:
        UnknownHost: there is no such server.
        Invalid: one of the addresses is not public.
    """
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    except (OSError, UnicodeError):
        raise UnknownHost(fields={"url": [_("No server has this name.")]}) from None
    addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
    if not addresses:
        raise UnknownHost(fields={"url": [_("No server has this name.")]})
    if not settings.WEBHOOKS_ALLOW_PRIVATE and not all(_is_public_text(one) for one in addresses):
        raise _private()
    return addresses


def check(url: str) -> None:
    """Refuse an address that nothing could be sent to now. For forms and the API, before the action.

    Raises:
        Invalid: as `parse` and `look_up` say.
    """
    look_up(parse(url))


def _is_public_text(address: str) -> bool:
    try:
        return is_public(ipaddress.ip_address(address))
    except ValueError:
        return False


def is_public(address: Address) -> bool:
    """Say whether `address` belongs to a machine on the open internet.

    An IPv6 address that carries an IPv4 address (mapped, NAT64) is as public as that one; 6to4, Teredo and the old
    compatible form are refused altogether.
    """
    if isinstance(address, ipaddress.IPv6Address):
        if address.scope_id:
            return False
        if inner := _carried(address):
            return is_public(inner)
        if address not in _GLOBAL_V6:
            return False
    if any(address.version == network.version and address in network for network in _NEVER):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _carried(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped


def _refused(words: str) -> Invalid:
    return Invalid(fields={"url": [words]})


def _private() -> Invalid:
    return _refused(_("The address leads to a private or local network. Webhooks are sent to the open internet only."))
