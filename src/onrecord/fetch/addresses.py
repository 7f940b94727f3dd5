"""What may be asked: an address of the web, taken apart and checked, and the machines that a name leads to.

In: an address as somebody wrote it; an IP address that a name led to. Out: an `Address`, or RefusedError. Nothing is
asked of any machine here.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import quote, urljoin, urlsplit

from onrecord.fetch import refusals

LONGEST = 4_000  # characters of an address
_PORTS = {"http": 80, "https": 443}
_LEAST_PORT = 1024
_SECRET = re.compile(r"(?<=//)[^/?#\s]*@")
_PATH, _QUERY = "/%:@!$&'()*+,;=~-._", "/%:@!$&'()*+,;=~-._?"
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]{0,252})", re.ASCII)
_UNWRITTEN = re.compile(r"[\x00-\x20\x7f\\\ud800-\udfff]")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_NAT64_OWN = ipaddress.ip_network("64:ff9b:1::/48")
_V4_COMPATIBLE = ipaddress.ip_network("::/96")
_SITE_LOCAL = ipaddress.ip_network("fec0::/10")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address that may be asked, as far as its words tell; `host` is ASCII and in lower case."""

    scheme: str
    host: str
    port: int
    target: str  # path and query, as the request has them

    @property
    def origin(self) -> str:
        """The server: scheme, host and port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == _PORTS[self.scheme] else f":{self.port}")

    @property
    def url(self) -> str:
        """The whole of it, without a fragment."""
        return self.origin + self.target

    @property
    def authority(self) -> str:
        """What the Host header says."""
        return self.origin.partition("://")[2]


def shown(url: str) -> str:
    """The address without the name and the password in it, which are told to nobody and kept nowhere."""
    return _SECRET.sub("", url)


def address(written: str, allowed: Collection[str] = ()) -> Address:
    """The address that is written; `allowed` are hosts whose ports are not asked about. Raises RefusedError."""
    bare = written.strip()
    if len(bare) > LONGEST:
        raise refusals.not_an_address(f"it has more than {LONGEST:,} characters")
    if _UNWRITTEN.search(bare):
        raise refusals.not_an_address("there are blanks, control characters or half characters in it")
    try:
        parts = urlsplit(bare)
        if parts.scheme not in _PORTS:
            raise refusals.not_an_address("it is neither http nor https")
        port = parts.port
        host = _host(parts.hostname or "")
    except ValueError as error:
        raise refusals.not_an_address(refusals.told(str(error))) from None
    if parts.username is not None or parts.password is not None:
        raise refusals.not_an_address("there is a name or a password in it")
    number = _PORTS[parts.scheme] if port is None else port
    if number not in _PORTS.values() and number < _LEAST_PORT and host not in allowed:
        raise refusals.port(number)
    query = f"?{quote(parts.query, safe=_QUERY)}" if parts.query else ""
    target = (quote(parts.path, safe=_PATH) or "/") + query
    return Address(scheme=parts.scheme, host=host, port=number, target=target)


def joined(base: Address, location: str, allowed: Collection[str] = ()) -> Address:
    """Where a page sends on to, from its own address. Raises RefusedError."""
    try:
        whole = urljoin(base.url, location.strip())
    except ValueError as error:
        raise refusals.not_an_address(refusals.told(str(error))) from None
    return address(whole, allowed)


def is_open(ip: IPv4Address | IPv6Address) -> bool:
    """Whether it is an address of the open internet: not this machine's, of no private network, for one machine."""
    within = _within(ip)
    if within is not None:
        return is_open(within)
    closed = ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback or ip.is_link_local
    if isinstance(ip, IPv6Address) and (ip in _SITE_LOCAL or ip in _NAT64_OWN or ip.scope_id is not None):
        return False
    return ip.is_global and not closed


def _within(ip: IPv4Address | IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for, as machines on the way take it."""
    if isinstance(ip, IPv4Address):
        return None
    last = IPv4Address(int(ip) & 0xFFFFFFFF)
    if ip.ipv4_mapped is not None or ip in _NAT64 or (ip in _V4_COMPATIBLE and int(ip) > 1):
        return last
    return ip.sixtofour or (ip.teredo[1] if ip.teredo else None)


def _host(name: str) -> str:
    """The name in ASCII, in lower case, without the dot at its end. Raises ValueError where it is none."""
    bare = name.rstrip(".")
    if not bare:
        raise ValueError("it names no host")
    if ":" in bare:
        return str(ipaddress.IPv6Address(bare))
    try:
        written = bare.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise ValueError("its host is no name") from None
    if not _HOST.fullmatch(written):
        raise ValueError("its host is no name")
    return written
