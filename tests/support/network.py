"""No test reaches beyond this machine: connections elsewhere fail, names other than localhost do not resolve."""

import ipaddress
import socket
from typing import Any

import pytest


class OutsideBlocked(OSError):
    """A test tried to leave the machine."""


def is_loopback(host: object) -> bool:
    """Whether an address or name as given to a socket stays on this machine."""
    if host in ("", "localhost", b"localhost", None):
        return True
    text = host.decode() if isinstance(host, bytes) else str(host)
    try:
        return ipaddress.ip_address(text.partition("%")[0]).is_loopback
    except ValueError:
        return False


def block_outside(patch: pytest.MonkeyPatch) -> None:
    """Holds this process's Python sockets to loopback and Unix sockets."""
    connect, connect_ex, look_up = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def check(self: socket.socket, address: Any) -> None:  # noqa: ANN401 - the socket module's own type
        if self.family in (socket.AF_INET, socket.AF_INET6) and not is_loopback(address[0]):
            raise OutsideBlocked(f"blocked: a connection to {address[0]}")

    def guarded_connect(self: socket.socket, address: Any) -> None:  # noqa: ANN401
        check(self, address)
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:  # noqa: ANN401
        check(self, address)
        return connect_ex(self, address)

    def guarded_look_up(host: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        is_address = isinstance(host, str) and _is_address(host)
        if not is_address and not is_loopback(host):
            raise socket.gaierror(socket.EAI_NONAME, f"blocked: the name {host}")
        return look_up(host, *args, **kwargs)

    patch.setattr(socket.socket, "connect", guarded_connect)
    patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
    patch.setattr(socket, "getaddrinfo", guarded_look_up)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True
