"""Something served on loopback by a thread of its own, for as long as a test is inside `with`."""

import asyncio
import threading
from types import TracebackType
from typing import Self

from aiohttp import web


class LoopbackService:
    """Runs what `_start` sets up on `_runner`; where it is then stands in `origin`."""

    def __init__(self) -> None:
        self.origin = ""
        self._runner: web.AppRunner
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    async def _start(self) -> None:
        raise NotImplementedError

    def __enter__(self) -> Self:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._start(), self._loop).result(10)
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _tb: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._runner.cleanup(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    @property
    def netloc(self) -> str:
        """What a host's settings add to the known services."""
        return self.origin.split("//")[1]
