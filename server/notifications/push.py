"""Sends encrypted messages to push services, many at a time over one session (RFC 8030, 8291, 8292)."""

import asyncio
import ssl
from collections import deque
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlsplit

import aiohttp
from pywebpush import WebPusher, WebPushException

from server import clock
from server.errors import Refused
from server.notifications.endpoints import AddressRefusedError, AllowList, PublicResolver
from server.notifications.vapid import VapidKeys

AT_A_TIME = 64
TIMEOUT = aiohttp.ClientTimeout(total=20, sock_connect=10)
ANSWER_BYTES = 2048


class Result(StrEnum):
    """What an answer means for the delivery: done, subscription gone, try again later, or our own fault."""

    SENT = "sent"
    GONE = "gone"
    WAIT = "wait"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Message:
    """One push: to whom, what, for how long it is of use (seconds, at least 1), how urgent, and what it replaces.

    `p256dh` and `auth` are the subscription's keys, `vapid_key` the public key it was made with (all base64url);
    `topic` is at most 32 base64url characters (RFC 8030 section 5.4).
    """

    endpoint: str
    p256dh: str
    auth: str
    vapid_key: str
    body: str
    ttl_s: int
    urgency: str
    topic: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one push. `reason` is a status code or a word; `retry_after_s` is what the service asked for."""

    result: Result
    reason: str
    retry_after_s: float | None = None


class _Request(NamedTuple):
    """A message ready to be posted."""

    endpoint: str
    body: bytes
    headers: dict[str, str]


class Sender:
    """Sends messages; made by `open_sender`."""

    def __init__(self, session: aiohttp.ClientSession, allowed: AllowList, keys: VapidKeys, contact: str) -> None:
        self._session = session
        self._allowed = allowed
        self._keys = keys
        self._contact = contact

    async def send_all(self, messages: Sequence[Message]) -> list[Answer]:
        """One answer for each message, in order; raises nothing on account of a service or a subscription."""
        answers: dict[int, Answer] = {}
        waiting = iter(enumerate(messages))
        ready = deque[tuple[int, _Request | Answer]]()

        def prepare() -> bool:
            ready.extend((index, self._prepared(message)) for index, message in islice(waiting, AT_A_TIME))
            return bool(ready)

        async def lane() -> None:
            while ready or prepare():
                index, request = ready.popleft()
                answers[index] = request if isinstance(request, Answer) else await self._posted(request)

        # Lanes that take the next message are cheaper than a task and a semaphore for each; and encrypting many, then
        # posting many, costs a third less than taking turns: sockets are written and read by the dozen.
        await asyncio.gather(*(lane() for _ in range(min(AT_A_TIME, len(messages)))))
        return [answers[index] for index in range(len(messages))]

    async def send(self, message: Message) -> Answer:
        """What came of one message; raises nothing on account of the service or the subscription."""
        (answer,) = await self.send_all([message])
        return answer

    def _prepared(self, message: Message) -> _Request | Answer:
        """The encrypted message with its headers, or what keeps it from being sent."""
        try:
            self._allowed.check(message.endpoint)
            keys = {"p256dh": message.p256dh, "auth": message.auth}
            pusher = WebPusher({"endpoint": message.endpoint, "keys": keys})
            return _Request(message.endpoint, pusher.encode(message.body.encode())["body"], self._headers(message))
        except (Refused, KeyError, ValueError, WebPushException) as error:
            return _failure(error)

    async def _posted(self, request: _Request) -> Answer:
        # pywebpush encrypts; posting is ours, since it would follow redirects and read an answer without end.
        try:
            response = await self._session.post(
                request.endpoint, data=request.body, headers=request.headers, allow_redirects=False
            )
            try:
                await response.content.read(ANSWER_BYTES)
            finally:
                response.release()  # an answer longer than that costs its connection
        except (OSError, ValueError, aiohttp.ClientError) as error:
            return _failure(error)
        return _meaning(response.status, response.headers.get("Retry-After"))

    def _headers(self, message: Message) -> dict[str, str]:
        url = urlsplit(message.endpoint)
        hour = int(clock.now().timestamp()) // 3600
        return {
            "Authorization": self._keys.header(message.vapid_key, f"{url.scheme}://{url.netloc}", self._contact, hour),
            "Content-Encoding": "aes128gcm",
            "TTL": str(message.ttl_s),
            "Urgency": message.urgency,
            "Topic": message.topic,
        }


@asynccontextmanager
async def open_sender(
    allowed: AllowList, keys: VapidKeys, contact: str, *, tls: ssl.SSLContext | None = None
) -> AsyncIterator[Sender]:
    """A sender with its own session: public addresses only, no proxies, no redirects, time limits."""
    connector = aiohttp.TCPConnector(
        limit=AT_A_TIME, resolver=PublicResolver(allowed), ssl=tls if tls is not None else True
    )
    async with aiohttp.ClientSession(connector=connector, timeout=TIMEOUT, trust_env=False) as session:
        yield Sender(session, allowed, keys, contact)


def _failure(error: Exception) -> Answer:
    """What it means that no answer came. A key or an address that is wrong is ours or the host's to mend."""
    if isinstance(error, AddressRefusedError) or isinstance(error.__cause__, AddressRefusedError):
        return Answer(Result.REFUSED, "address")
    if isinstance(error, TimeoutError):
        return Answer(Result.WAIT, "timeout")
    if isinstance(error, (OSError, aiohttp.ClientError)):
        return Answer(Result.WAIT, "unreachable")
    reasons: dict[type[Exception], str] = {Refused: "endpoint", KeyError: "key"}
    return Answer(Result.REFUSED, reasons.get(type(error), "subscription"))


def _meaning(status: int, retry_after: str | None, now: Callable[[], datetime] = clock.now) -> Answer:
    if status in (200, 201, 202, 204):
        return Answer(Result.SENT, "sent")
    if status in (404, 410):
        return Answer(Result.GONE, str(status))
    if status == 429 or status >= 500:
        return Answer(Result.WAIT, str(status), _seconds(retry_after, now()))
    return Answer(Result.REFUSED, str(status))


def _seconds(retry_after: str | None, now: datetime) -> float | None:
    """Seconds or an HTTP date (RFC 9110 section 10.2.3); None if there is none or it says nothing."""
    if not retry_after:
        return None
    if retry_after.strip().isdigit():
        return float(retry_after)
    try:
        when = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    return max(0.0, (when.replace(tzinfo=when.tzinfo or UTC) - now).total_seconds())
