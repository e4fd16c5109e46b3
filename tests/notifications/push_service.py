"""A real push service on loopback: verifies the sender (RFC 8292), decrypts the message (RFC 8291), can fail."""

import asyncio
import json
import os
import random
import re
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import web
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from server.sealing import b64decode, b64encode
from tests.support.loopback import LoopbackService

LARGEST_BODY = 4096


class BadPushError(Exception):
    """A push that breaks a standard; the message says which part."""


@dataclass
class Browser:
    """The receiving end of one subscription: its keys, and the answer the service gives for it."""

    token: str
    vapid_key: str
    private: ec.EllipticCurvePrivateKey
    auth: bytes
    status: int = 201
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def p256dh(self) -> bytes:
        return self.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


@dataclass(frozen=True)
class Push:
    """One accepted push, decrypted."""

    token: str
    at: datetime
    headers: dict[str, str]
    size: int
    text: str
    message: dict[str, Any]


class PushService(LoopbackService):
    """Runs on a thread of its own between `with` and its end."""

    def __init__(
        self,
        *,
        tls: ssl.SSLContext | None = None,
        fail: float = 0.0,
        latency_s: float = 0.0,
        seed: int = 1,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        verify: bool = True,
        host: str = "127.0.0.1",
    ) -> None:
        super().__init__()
        self.pushes: list[Push] = []
        self.faults: list[str] = []
        self.requests = 0
        self.browsers: dict[str, Browser] = {}
        self._tls, self._fail, self._latency_s, self._verify = tls, fail, latency_s, verify
        self._random, self._now, self._host = random.Random(seed), now, host

    def subscribe(self, vapid_key: str) -> Browser:
        """A browser that subscribed with this application server key."""
        browser = Browser(b64encode(os.urandom(12)), vapid_key, ec.generate_private_key(ec.SECP256R1()), os.urandom(16))
        self.browsers[browser.token] = browser
        return browser

    def wire(self, browser: Browser) -> dict[str, Any]:
        """What PushSubscription.toJSON() gives."""
        keys = {"p256dh": b64encode(browser.p256dh), "auth": b64encode(browser.auth)}
        return {"endpoint": f"{self.origin}/push/{browser.token}", "keys": keys}

    async def _start(self) -> None:
        app = web.Application(client_max_size=LARGEST_BODY * 4)
        app.router.add_post("/push/{token}", self._receive)
        self._runner = web.AppRunner(app, access_log=None, handle_signals=False)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._host, 0, ssl_context=self._tls, backlog=512)
        await site.start()
        port = self._runner.addresses[0][1]
        self.origin = f"{'https' if self._tls else 'http'}://{self._host}:{port}"

    async def _receive(self, request: web.Request) -> web.Response:
        self.requests += 1
        body = await request.read()
        if self._latency_s:
            await asyncio.sleep(self._latency_s)
        if not self._verify:
            return web.Response(status=201)
        if self._random.random() < self._fail:
            # Some failures come after the push was taken in: the sender cannot know, and sends it twice.
            if self._random.random() < 0.5:
                self._take(request, body)
            return web.Response(status=self._random.choice((500, 503, 429)), headers={"Retry-After": "1"})
        browser = self.browsers.get(request.match_info["token"])
        if browser is None:
            return web.Response(status=404)
        if browser.status != 201:
            return web.Response(status=browser.status, headers=browser.headers)
        return web.Response(status=self._take(request, body))

    def _take(self, request: web.Request, body: bytes) -> int:
        browser = self.browsers.get(request.match_info["token"])
        if browser is None:
            return 404
        try:
            check_sender(request.headers.get("Authorization", ""), self.origin, browser.vapid_key, self._now())
            check_headers(request.headers, body)
            text = decrypt(body, browser)
        except BadPushError as error:
            self.faults.append(str(error))
            return 403
        self.pushes.append(
            Push(
                browser.token,
                self._now(),
                {k.lower(): v for k, v in request.headers.items()},
                len(body),
                text,
                json.loads(text),
            )
        )
        return 201


def check_sender(authorization: str, origin: str, vapid_key: str, now: datetime) -> None:
    """RFC 8292: a JWT signed by the key of the subscription, for this origin, for at most a day."""
    match = re.fullmatch(r"vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), ?k=([\w-]+)", authorization)
    if match is None:
        raise BadPushError(f"authorization: {authorization!r}")
    head, claims_part, signature, key = match.groups()
    if key != vapid_key:
        raise BadPushError("another key than the subscription's")
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), b64decode(key))
    raw = b64decode(signature)
    der = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    try:
        public.verify(der, f"{head}.{claims_part}".encode(), ec.ECDSA(hashes.SHA256()))
    except InvalidSignature as error:
        raise BadPushError("signature") from error
    claims = json.loads(b64decode(claims_part))
    if json.loads(b64decode(head)) != {"typ": "JWT", "alg": "ES256"} or claims["aud"] != origin:
        raise BadPushError(f"head or aud: {claims}")
    if not now.timestamp() < claims["exp"] <= (now + timedelta(days=1)).timestamp():
        raise BadPushError(f"exp: {claims['exp'] - now.timestamp()} s from now")
    if not claims["sub"].startswith(("mailto:", "https://")):
        raise BadPushError(f"sub: {claims['sub']}")


def check_headers(headers: Any, body: bytes) -> None:  # noqa: ANN401 - a multidict
    """RFC 8030: a lifetime, an urgency, a topic of at most 32 base64url characters; one record of aes128gcm."""
    if not headers.get("TTL", "").isdigit() or int(headers["TTL"]) < 1:
        raise BadPushError(f"ttl: {headers.get('TTL')}")
    if headers.get("Urgency") not in ("very-low", "low", "normal", "high"):
        raise BadPushError(f"urgency: {headers.get('Urgency')}")
    if not re.fullmatch(r"[\w-]{1,32}", headers.get("Topic", ""), re.ASCII):
        raise BadPushError(f"topic: {headers.get('Topic')}")
    if headers.get("Content-Encoding") != "aes128gcm" or len(body) > LARGEST_BODY:
        raise BadPushError(f"encoding or size: {headers.get('Content-Encoding')} {len(body)}")


def decrypt(body: bytes, browser: Browser) -> str:
    """RFC 8291 section 3 and RFC 8188 section 2, for a message of one record."""
    salt, key_length = body[:16], body[20]
    sender, record = body[21 : 21 + key_length], body[21 + key_length :]
    shared = browser.private.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender))
    ikm = _hkdf(browser.auth, shared, b"WebPush: info\0" + browser.p256dh + sender, 32)
    key = _hkdf(salt, ikm, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _hkdf(salt, ikm, b"Content-Encoding: nonce\0", 12)
    try:
        plain = AESGCM(key).decrypt(nonce, record, None)
    except InvalidTag as error:
        raise BadPushError("not encrypted for this subscription") from error
    content, delimiter, _ = plain.rpartition(b"\x02")
    if not delimiter:
        raise BadPushError("no end of record")
    return content.decode()


def _hkdf(salt: bytes, secret: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)
