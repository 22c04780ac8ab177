"""Which addresses may be connected to: checked at connect time, so that no redirect and no name can lead inside."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Iterable
from urllib.parse import urlsplit

from httpcore2 import AnyIOBackend, AsyncNetworkBackend, AsyncNetworkStream

from bot.errors import FetchError, LinkError

Resolver = Callable[[str, int], Awaitable[list[str]]]
"""Host and port → the addresses it stands for; raises ``OSError`` where there is none."""
IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

SocketOption = tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]
PORTS = {"http": 80, "https": 443}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_NAT64_LOCAL = ipaddress.ip_network("64:ff9b:1::/48")
_SITE_LOCAL = ipaddress.ip_network("fec0::/10")
_LOW_96_BITS = ipaddress.ip_network("::/96")
_ISATAP = 0x5EFE


async def system_resolver(host: str, port: int) -> list[str]:
    """Ask the operating system."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def check_link(link: str, allowed: frozenset[str]) -> None:
    """Refuse what no article stands behind: other schemes and ports, credentials, hosts that are none.

    Raises LinkError.
    """
    try:
        parts = urlsplit(link)
        port = parts.port
    except ValueError as error:
        raise LinkError("bad_link") from error
    host = parts.hostname
    if parts.scheme not in PORTS or not host or parts.username is not None or parts.password is not None:
        raise LinkError("bad_link")
    if any(c.isspace() or c in "\\<>^`{|}%" or ord(c) < 33 for c in parts.netloc):
        raise LinkError("bad_link")
    actual = port or PORTS[parts.scheme]
    if actual != PORTS[parts.scheme] and f"{host}:{actual}" not in allowed:
        raise LinkError("bad_link")


def is_public(address: str) -> bool:
    """Whether an address lies on the public internet, whatever it is wrapped in."""
    try:
        parsed = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    except ValueError:
        return False
    return _is_public(parsed)


def _is_public(address: IPAddress) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        inner = _wrapped(address)
        if inner is not None:
            return _is_public(inner)
        if address in _NAT64_LOCAL or address in _SITE_LOCAL or address in _LOW_96_BITS:
            return False
        if (int(address) >> 32) & 0xFFFF == _ISATAP:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _wrapped(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 one carries: mapped, 6to4, Teredo, NAT64."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None


class GuardedBackend(AsyncNetworkBackend):
    """Opens connections to public addresses only, or to the ``host:port`` pairs that the operator opened."""

    def __init__(self, allowed: frozenset[str], resolver: Resolver = system_resolver) -> None:
        self._allowed = allowed
        self._resolver = resolver
        self._inner = AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> AsyncNetworkStream:
        """Resolve once, check every address, connect to a checked one: the name is not asked again."""
        addresses = await self._resolve(host, port)
        if f"{host}:{port}" not in self._allowed and not all(is_public(a) for a in addresses):
            raise FetchError("private_address")
        return await self._inner.connect_tcp(addresses[0], port, timeout, local_address, socket_options)

    async def _resolve(self, host: str, port: int) -> list[str]:
        try:
            addresses = await self._resolver(host, port)
        except (OSError, UnicodeError) as error:
            raise FetchError("no_such_host", host=host) from error
        if not addresses:
            raise FetchError("no_such_host", host=host)
        return addresses

    async def connect_unix_socket(
        self,
        path: str,  # noqa: ARG002 - the signature is httpcore2's
        timeout: float | None = None,  # noqa: ARG002 - as above
        socket_options: Iterable[SocketOption] | None = None,  # noqa: ARG002 - as above
    ) -> AsyncNetworkStream:
        """No article is behind a local socket."""
        raise FetchError("private_address")

    async def sleep(self, seconds: float) -> None:
        """Wait, on the loop's clock."""
        await self._inner.sleep(seconds)
