"""Nobody can make the server fetch an address of their choosing."""

import asyncio
import socket
from pathlib import Path

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from server.errors import Refused
from server.notifications import vapid
from server.notifications.endpoints import AddressRefusedError, AllowList, PublicResolver, is_public
from server.notifications.push import Answer, Message, Result, Sender, open_sender
from tests.notifications.push_service import PushService

STRICT = AllowList()


@pytest.mark.parametrize(
    "url",
    [
        "https://fcm.googleapis.com/fcm/send/abc",
        "https://jmt17.google.com/wp/abc",
        "https://updates.push.services.mozilla.com/wpush/v2/abc",
        "https://web.push.apple.com/QAbc",
        "https://wns2-db5p.notify.windows.com/w/?token=abc",
        "https://fcm.googleapis.com:443/x",
    ],
)
def test_known_services(url: str) -> None:
    STRICT.check(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://fcm.googleapis.com/x",
        "https://fcm.googleapis.com:8443/x",
        "https://fcm.googleapis.com:22/x",
        "https://fcm.googleapis.com@127.0.0.1/x",
        "https://user:word@fcm.googleapis.com/x",
        "https://@fcm.googleapis.com/x",
        "https://fcm.googleapis.com.example.org/x",
        "https://example.org/fcm.googleapis.com",
        "https://example.org#fcm.googleapis.com",
        "https://fcm.googleapis.com/x#y",
        "https://example.org\\@fcm.googleapis.com/x",
        "https://evilpush.apple.com/x",
        "https://push.apple.com/x",
        "https://.push.apple.com/x",
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://[::ffff:127.0.0.1]/x",
        "https://169.254.169.254/latest/meta-data",
        "https://10.0.0.1/x",
        "https://2130706433/x",
        "https://localhost/x",
        "https://fcm.googleapis.com:x/",
        "https://[fcm.googleapis.com/x",
        "https://fcm.googleapis.com\n/x",
        "https://fcm.googleapis.com /x",
        "https://fcm.googleapis.com\uff0f.example.org/x",
        "file:///etc/passwd",
        "gopher://fcm.googleapis.com/x",
        "//fcm.googleapis.com/x",
        "https:///x",
        "",
        "https://fcm.googleapis.com/" + "x" * 3000,
    ],
)
def test_anything_else_is_refused(url: str) -> None:
    with pytest.raises(Refused, match="endpoint_not_allowed"):
        STRICT.check(url)


def test_what_a_host_adds() -> None:
    added = AllowList(("push.example.org", "*.gateway.example", "127.0.0.1:9000"))
    added.check("https://push.example.org/x")
    added.check("https://one.gateway.example/x")
    for url in ("http://push.example.org/x", "https://push.example.org:9000/x", "http://127.0.0.1:9000/x"):
        with pytest.raises(Refused):
            added.check(url)


def test_local_services_only_by_their_own_setting() -> None:
    local = AllowList(("127.0.0.1:9000",), allow_local=True)
    local.check("http://127.0.0.1:9000/x")
    for url in ("http://127.0.0.1:9001/x", "http://127.0.0.1/x", "https://127.0.0.1/x", "http://a@127.0.0.1:9000/x"):
        with pytest.raises(Refused):
            local.check(url)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.2.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fec0::1",
        "ff02::1",
        "2001:db8::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "::127.0.0.1",
        "::ffff:0:127.0.0.1",
        "64:ff9b:1::7f00:1",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "2002:7f00:1::",
        "2001:0:5ef5:79fb:0:0:f5ff:fffe",
    ],
)
def test_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["142.250.74.42", "2a00:1450:4001:82a::200a", "64:ff9b::8efa:4a2a"])
def test_public(address: str) -> None:
    assert is_public(address)


class Rebinding(AbstractResolver):
    """A name server that gives a public address first and an inner one afterwards."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = list(addresses)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        address = self.addresses.pop(0)
        return [{"hostname": host, "host": address, "port": port, "family": socket.AF_INET, "proto": 0, "flags": 0}]

    async def close(self) -> None:
        pass


def test_a_name_that_changes_between_check_and_use() -> None:
    async def run() -> None:
        resolver = PublicResolver(STRICT, Rebinding("142.250.74.42", "127.0.0.1"))
        assert (await resolver.resolve("fcm.googleapis.com", 443))[0]["host"] == "142.250.74.42"
        with pytest.raises(AddressRefusedError):
            await resolver.resolve("fcm.googleapis.com", 443)
        await resolver.close()

    asyncio.run(run())


def message(endpoint: str, service: PushService, key: str) -> Message:
    wire = service.wire(service.subscribe(key))
    return Message(endpoint, wire["keys"]["p256dh"], wire["keys"]["auth"], key, "{}", 60, "low", "A")


@pytest.fixture
def keys(tmp_path: Path) -> vapid.VapidKeys:
    vapid.make_vapid_keys(tmp_path)
    return vapid.load_vapid_keys(tmp_path)


def test_a_known_name_that_points_inside_is_not_connected_to(
    service: PushService, keys: vapid.VapidKeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(service.netloc.split(":")[1])

    async def inside(_self: object, host: str, _port: int = 0, family: int = 0) -> list[ResolveResult]:
        result: ResolveResult = {
            "hostname": host,
            "host": "127.0.0.1",
            "port": port,
            "family": socket.AF_INET,
            "proto": 0,
            "flags": 0,
        }
        return [result]

    monkeypatch.setattr("aiohttp.ThreadedResolver.resolve", inside)

    async def run() -> Answer:
        async with open_sender(STRICT, keys, "mailto:host@hearth.example") as sender:
            return await sender.send(message("https://fcm.googleapis.com/x", service, keys.current))

    assert asyncio.run(run()) == Answer(Result.REFUSED, "address")
    assert service.requests == 0


def test_an_address_that_slipped_into_the_database_is_not_fetched(service: PushService, keys: vapid.VapidKeys) -> None:
    async def run() -> Answer:
        async with open_sender(STRICT, keys, "mailto:host@hearth.example") as sender:
            assert isinstance(sender, Sender)
            return await sender.send(message(f"{service.origin}/push/x", service, keys.current))

    assert asyncio.run(run()) == Answer(Result.REFUSED, "endpoint")
    assert service.requests == 0


def test_a_proxy_from_the_environment_is_not_used(
    service: PushService, keys: vapid.VapidKeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    with PushService() as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy"):
            monkeypatch.setenv(name, proxy.origin)
        browser = service.subscribe(keys.current)
        wire = service.wire(browser)
        sent = message(wire["endpoint"], service, keys.current)

        async def run() -> Answer:
            allowed = AllowList((service.netloc,), allow_local=True)
            async with open_sender(allowed, keys, "mailto:host@hearth.example") as sender:
                return await sender.send(sent)

        asyncio.run(run())
        assert (service.requests, proxy.requests) == (1, 0)


def test_a_redirect_is_not_followed(service: PushService, keys: vapid.VapidKeys) -> None:
    with PushService() as elsewhere:
        browser = service.subscribe(keys.current)
        browser.status, browser.headers = 307, {"Location": f"{elsewhere.origin}/push/x"}
        wire = service.wire(browser)
        sent = Message(
            wire["endpoint"], wire["keys"]["p256dh"], wire["keys"]["auth"], keys.current, "{}", 60, "low", "A"
        )

        async def run() -> Answer:
            allowed = AllowList((service.netloc, elsewhere.netloc), allow_local=True)
            async with open_sender(allowed, keys, "mailto:host@hearth.example") as sender:
                return await sender.send(sent)

        assert asyncio.run(run()) == Answer(Result.REFUSED, "307")
        assert elsewhere.requests == 0
