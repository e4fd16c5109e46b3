"""A small push service as Firefox knows it: a WebSocket to the browser, an address for senders, whom it verifies."""

import asyncio
import json
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from aiohttp import WSMsgType, web

from server.sealing import b64encode
from tests.notifications.push_service import BadPushError, check_headers, check_sender
from tests.support.loopback import LoopbackService

# What a browser acknowledges with once its service worker had the decrypted message; other codes are failures.
DELIVERED = 100


class MozillaPush(LoopbackService):
    """Runs on a thread of its own between `with` and its end. What it passes on it cannot read."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: dict[str, str] = {}  # the sender's key by channel
        self.bodies: list[bytes] = []
        self.acknowledged: list[int] = []
        self.faults: list[str] = []
        self._sockets: set[web.WebSocketResponse] = set()

    @property
    def socket_url(self) -> str:
        """What Firefox connects to."""
        return f"ws://{self.netloc}/"

    def forget(self) -> None:
        """Loses every subscription, and tells the browser in its next hello that it is not known."""
        self.keys.clear()
        for socket in list(self._sockets):
            asyncio.run_coroutine_threadsafe(socket.close(), self._loop).result(10)

    async def _start(self) -> None:
        app = web.Application()
        app.router.add_get("/", self._browser)
        app.router.add_post("/push/{channel}", self._sender)
        self._runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.origin = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def _browser(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(protocols=("push-notification",))
        await socket.prepare(request)
        self._sockets.add(socket)
        async for told in socket:
            if told.type is WSMsgType.TEXT:
                answer = self._answer(json.loads(told.data))
                if answer is not None:
                    await socket.send_json(answer)
        self._sockets.discard(socket)
        return socket

    def _answer(self, told: dict[str, Any]) -> dict[str, Any] | None:
        kind, channel = told.get("messageType"), told.get("channelID", "")
        if kind == "hello":
            known = told.get("uaid") if self.keys else None
            return {"messageType": kind, "uaid": known or uuid4().hex, "status": 200, "use_webpush": True}
        if kind == "register":
            self.keys[channel] = told["key"]
            endpoint = f"{self.origin}/push/{channel}"
            return {"messageType": kind, "channelID": channel, "status": 200, "pushEndpoint": endpoint}
        if kind == "unregister":
            self.keys.pop(channel, None)
            return {"messageType": kind, "channelID": channel, "status": 200}
        if kind == "ack":
            self.acknowledged += [update["code"] for update in told["updates"]]
        return {} if kind in (None, "ping") else None

    async def _sender(self, request: web.Request) -> web.Response:
        body, channel = await request.read(), request.match_info["channel"]
        if channel not in self.keys:
            return web.Response(status=410)
        try:
            key = self.keys[channel].rstrip("=")
            check_sender(request.headers.get("Authorization", ""), self.origin, key, datetime.now(UTC))
            check_headers(request.headers, body)
        except BadPushError as error:
            self.faults.append(str(error))
            return web.Response(status=403)
        self.bodies.append(body)
        message: dict[str, Any] = {"messageType": "notification", "channelID": channel, "version": uuid4().hex}
        message |= {"data": b64encode(body), "headers": {"encoding": request.headers["Content-Encoding"]}}
        for socket in list(self._sockets):
            await socket.send_json(message)
        return web.Response(status=201, headers={"Location": f"{self.origin}/m/{message['version']}"})
