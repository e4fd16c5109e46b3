"""Which addresses a push may go to: known services only, resolved again at sending, never into a private network."""

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from aiohttp import ThreadedResolver
from aiohttp.abc import AbstractResolver, ResolveResult

from server.errors import Refused

KNOWN_HOSTS = (
    "fcm.googleapis.com",
    "jmt17.google.com",
    "updates.push.services.mozilla.com",
    "*.push.apple.com",
    "*.notify.windows.com",
)
LONGEST = 2048
_NAT64 = ip_network("64:ff9b::/96")
# What IPv6 gives to the public internet (RFC 4291 section 2.4); the rest holds IPv4 in forms that few remember.
_GLOBAL_UNICAST = ip_network("2000::/3")


class AddressRefusedError(OSError):
    """A known name that resolved to an address which is not public. An OSError, as aiohttp expects of a resolver."""


@dataclass(frozen=True, slots=True)
class AllowList:
    """The known services and what the host's settings add.

    An added name is a host, or "*.host"; where local services are allowed (a host's own gateway, tests), "host:port"
    too, and for those alone http and a loopback address.
    """

    extra_hosts: tuple[str, ...] = ()
    allow_local: bool = False

    def check(self, endpoint: str) -> None:
        """Raises Refused("endpoint_not_allowed") unless a push may go to this URL."""
        if not self._may_be(endpoint):
            raise Refused("endpoint_not_allowed")

    def is_local(self, host: str) -> bool:
        """Whether the host's settings let this name stand for a service on the same machine."""
        names = {name.rsplit(":", 1)[0] if ":" in name else name for name in self.extra_hosts}
        return self.allow_local and host in names

    def _may_be(self, endpoint: str) -> bool:
        if len(endpoint) > LONGEST or not endpoint.isascii() or not endpoint.isprintable() or "\\" in endpoint:
            return False
        try:
            url = urlsplit(endpoint)
            port = url.port
        except ValueError:
            return False
        host = url.hostname or ""
        if url.username is not None or url.password is not None or not host or url.fragment or " " in endpoint:
            return False
        if self.allow_local and url.netloc in self.extra_hosts:
            return url.scheme in ("http", "https")
        if url.scheme != "https" or port not in (None, 443):
            return False
        return any(_fits(host, name) for name in (*KNOWN_HOSTS, *self.extra_hosts))


def _fits(host: str, name: str) -> bool:
    if name.startswith("*."):
        return host.endswith(name[1:]) and len(host) > len(name) - 1
    return host == name


def is_public(address: str) -> bool:
    """Whether an address is one of the public internet, also beneath the ways of writing IPv4 inside IPv6."""
    ip = ip_address(address.split("%", maxsplit=1)[0])
    if isinstance(ip, IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None)
        if inner is not None:
            ip = inner
        elif ip.teredo is not None or ip not in _GLOBAL_UNICAST:
            return False
    return ip.is_global and not ip.is_multicast


class PublicResolver(AbstractResolver):
    """Resolves names for the connector and passes on public addresses only.

    The connector connects to exactly what is returned here, so a name that changes between check and use gains nothing.
    """

    def __init__(self, allowed: AllowList, inner: AbstractResolver | None = None) -> None:
        self._allowed = allowed
        self._inner = inner or ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """The addresses; raises AddressRefusedError if any of them is not public."""
        found = await self._inner.resolve(host, port, family)
        if not self._allowed.is_local(host) and not all(is_public(result["host"]) for result in found):
            raise AddressRefusedError("a push service's name resolved to an address that is not public")
        return found

    async def close(self) -> None:
        """Closes the resolver beneath."""
        await self._inner.close()
