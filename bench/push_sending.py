"""How many messages a second one worker sends, beside its yardsticks, all in one run."""

import asyncio
import multiprocessing
import os
import ssl
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle, islice
from multiprocessing.connection import Connection
from pathlib import Path

import aiohttp
import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from py_vapid import Vapid02
from pywebpush import webpush

from server.notifications.endpoints import AllowList
from server.notifications.payload import payload
from server.notifications.push import AT_A_TIME, Message, Result, open_sender
from server.notifications.rules import Kind
from server.notifications.vapid import VapidKeys, load_vapid_keys, make_vapid_keys
from server.sealing import b64decode
from tests.notifications.loopback_tls import loopback_tls
from tests.notifications.push_service import PushService

CONTACT = "mailto:host@hearth.example"
ROUNDS = 7
# As many phones, so that nothing can be kept from one message for the next.
PHONES = 256


def serve(pem: str, latency_s: float, pipe: Connection) -> None:
    """A push service in a process of its own that accepts everything."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(pem)
    with PushService(tls=tls, latency_s=latency_s, verify=False) as service:
        pipe.send(service.origin)
        pipe.recv()


@dataclass
class Bench:
    """One push service, its subscribers, and what is needed to reach them."""

    origin: str
    tls: ssl.SSLContext
    keys: VapidKeys

    def __post_init__(self) -> None:
        service = PushService()
        wires = [service.wire(service.subscribe(self.keys.current)) for _ in range(PHONES)]
        self.phones = [{"endpoint": self.origin + wire["endpoint"], "keys": wire["keys"]} for wire in wires]
        current, text = self.keys.current, payload(Kind.LOG, "en")
        self.messages = [
            Message(phone["endpoint"], keys["p256dh"], keys["auth"], current, text, 600, "normal", "A" * 32)
            for phone in self.phones
            for keys in (phone["keys"],)
        ]

    def to_send(self, count: int) -> list[Message]:
        """Messages to all the phones in turn."""
        return list(islice(cycle(self.messages), count))

    def ours(self, count: int) -> None:
        """The worker's own sender."""

        async def run() -> None:
            allowed = AllowList((self.origin.split("//")[1],), allow_local=True)
            async with open_sender(allowed, self.keys, CONTACT, tls=self.tls) as sender:
                answers = await sender.send_all(self.to_send(count))
                assert {answer.result for answer in answers} == {Result.SENT}, answers[0]

        asyncio.run(run())

    def plain_loop(self, count: int) -> None:
        """`webpush()` in a loop, with the key parsed once."""
        key = Vapid02.from_raw(self.keys.private[self.keys.current].encode())
        for phone in islice(cycle(self.phones), count):
            webpush(phone, self.messages[0].body, key, {"sub": CONTACT}, ttl=600, timeout=20)

    def ready_made(self, count: int) -> None:
        """The same HTTP client, as many at a time, posting one encrypted body to each phone."""
        body = encrypt(self.messages[0])
        header = self.keys.header(self.keys.current, self.origin, CONTACT, int(time.time()) // 3600)
        headers = {"Authorization": header, "TTL": "600", "Urgency": "normal", "Content-Encoding": "aes128gcm"}

        async def run() -> None:
            waiting = iter(self.to_send(count))
            connector = aiohttp.TCPConnector(limit=AT_A_TIME, ssl=self.tls)
            async with aiohttp.ClientSession(connector=connector) as session:

                async def lane() -> None:
                    for message in waiting:
                        async with session.post(message.endpoint, data=body, headers=headers) as response:
                            await response.read()

                await asyncio.gather(*(lane() for _ in range(AT_A_TIME)))

        asyncio.run(run())

    def encryption_only(self, count: int) -> None:
        """Nothing but the encryption."""
        for message in self.to_send(count):
            encrypt(message)


def encrypt(message: Message) -> bytes:
    """One body, by the library beneath pywebpush."""
    body: bytes = http_ece.encrypt(
        message.body.encode(),
        private_key=ec.generate_private_key(ec.SECP256R1()),
        dh=b64decode(message.p256dh),
        auth_secret=b64decode(message.auth),
        version="aes128gcm",
    )
    return body


def rate(send: Callable[[int], None], count: int) -> float:
    """Messages a second."""
    start = time.perf_counter()
    send(count)
    return count / (time.perf_counter() - start)


def sending(_full: bool) -> None:
    """Prints rates over HTTPS on loopback, without and with 50 ms of latency; medians of alternating rounds."""
    print(
        "| HTTPS | sent/s | plain loop/s | ratio (spread) | ready-made bodies/s | share (spread) | encryption alone/s |"
    )
    print("|---|---|---|---|---|---|---|")
    for name, latency_s, many, few in (("no latency", 0.0, 1500, 150), ("50 ms latency", 0.05, 1500, 20)):
        _one_row(name, latency_s, many, few)


def _one_row(name: str, latency_s: float, many: int, few: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _, client = loopback_tls(Path(folder))
        pem = str(Path(folder) / "loopback.pem")
        os.environ["REQUESTS_CA_BUNDLE"] = pem
        make_vapid_keys(Path(folder))
        ours, theirs = multiprocessing.Pipe()
        server = multiprocessing.get_context("spawn").Process(target=serve, args=(pem, latency_s, theirs))
        server.start()
        bench = Bench(ours.recv(), client, load_vapid_keys(Path(folder)))
        bench.ours(100)
        rounds = [
            (
                rate(bench.ours, many),
                rate(bench.plain_loop, few),
                rate(bench.ready_made, many),
                rate(bench.encryption_only, many),
            )
            for _ in range(ROUNDS)
        ]
        ours.send("done")
        server.join()
    ratios = [sent / plain for sent, plain, _, _ in rounds]
    shares = [sent / ready for sent, _, ready, _ in rounds]
    sent, plain, ready, alone = (statistics.median(column) for column in zip(*rounds, strict=True))
    spread = f"{statistics.median(ratios):.1f} ({min(ratios):.1f} to {max(ratios):.1f})"
    share = f"{statistics.median(shares):.2f} ({min(shares):.2f} to {max(shares):.2f})"
    print(f"| {name} | {sent:.0f} | {plain:.0f} | {spread} | {ready:.0f} | {share} | {alone:.0f} |", flush=True)
