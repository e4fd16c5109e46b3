"""Firefox ESR, driven over WebDriver BiDi by the roles and names that a screen reader would find."""

import asyncio
import json
import os
import re
import signal
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import aiohttp

from tests.support.browser import PHONE, find_firefox
from tests.support.patience import PATIENCE_S

PREFERENCES = {
    # Push goes to the test's own service, and the person has already said yes to the browser's question.
    "dom.push.connection.enabled": True,
    "dom.push.retryBaseInterval": 100,
    "dom.push.testing.allowInsecureServerURL": True,
    "permissions.default.desktop-notification": 1,
    "network.manage-offline-status": False,
    # Firefox draws its own notices: there is no desktop here to ask for them.
    "alerts.useSystemBackend": False,
    # Nothing leaves this machine: whatever is not on it goes to a proxy that is not there.
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
    "app.update.auto": False,
    "intl.accept_languages": "en-GB",
}
Element = dict[str, str]
LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")


class Firefox:
    """One headless browser with a profile of its own, and one page in it."""

    def __init__(self, profile: Path, push_url: str) -> None:
        self._profile = profile
        self._push_url = push_url
        self._loop = asyncio.new_event_loop()
        self._last = 0
        self._context = ""

    def __enter__(self) -> Self:
        self._profile.mkdir(parents=True)
        preferences = PREFERENCES | {"dom.push.serverURL": self._push_url}
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in preferences.items()]
        (self._profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
        path = find_firefox()
        assert path is not None
        self._log = self._profile / "firefox.log"
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [path, "--headless", "--no-remote", "--remote-debugging-port=0", "--profile", self._profile],
                env=os.environ | {"HOME": str(self._profile), "MOZ_CRASHREPORTER_DISABLE": "1", "TZ": "Europe/Berlin"},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        try:
            self._loop.run_until_complete(self._connect())
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _tb: TracebackType | None
    ) -> None:
        self._loop.run_until_complete(self._session.close())
        self._end()

    def open(self, url: str) -> None:
        """Loads a page."""
        self._call("browsingContext.navigate", context=self._context, url=url, wait="complete")

    def evaluate(self, script: str) -> Any:  # noqa: ANN401 - whatever the script says, as JSON
        """The JSON of what an expression, or the promise it gives, comes to in the page."""
        wrapped = f"(async () => JSON.stringify((await ({script})) ?? null))()"
        answer = self._call("script.evaluate", expression=wrapped, target={"context": self._context}, awaitPromise=True)
        assert answer["type"] == "success", answer
        return json.loads(answer["result"]["value"])

    def find(self, role: str, name: str) -> Element:
        """Waits for what a screen reader would call that."""
        return self._find({"role": role, "name": name})

    def click(self, role: str, name: str) -> None:
        """Taps it, as a person would."""
        self._tap(self.find(role, name))

    def fill(self, label: str, text: str) -> None:
        """Types into the field of that label."""
        # A field for a password has no role of its own.
        self._tap(self._find({"name": label}, "input"))
        keys = [{"type": what, "value": letter} for letter in text for what in ("keyDown", "keyUp")]
        self._act({"type": "key", "id": "keys", "actions": keys})

    def text_of(self, role: str, name: str) -> str:
        """The words in it."""
        return str(self.evaluate_on(self.find(role, name), "(element) => element.innerText"))

    def wait_for(self, text: str) -> None:
        """Waits until the page says it."""
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            if text in (said := self.evaluate("document.body.innerText")):
                return
            time.sleep(0.1)
        raise AssertionError(f"{text!r} is not in: {said}")

    def evaluate_on(self, element: Element, function: str) -> Any:  # noqa: ANN401 - a text or nothing
        """What a function gives for an element."""
        target = {"context": self._context}
        answer = self._call(
            "script.callFunction",
            functionDeclaration=function,
            arguments=[element],
            target=target,
            awaitPromise=True,
        )
        assert answer["type"] == "success", answer
        return answer["result"].get("value")

    def _find(self, value: dict[str, str], tag: str = "") -> Element:
        locator, until = {"type": "accessibility", "value": value}, time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            nodes = self._call("browsingContext.locateNodes", context=self._context, locator=locator)["nodes"]
            for node in nodes:
                if tag in ("", node["value"]["localName"]):
                    return {"sharedId": node["sharedId"]}
            time.sleep(0.1)
        raise AssertionError(f"nothing is {value} in: {self.evaluate('document.body.innerText')}")

    def _tap(self, element: Element) -> None:
        self.evaluate_on(element, "(element) => element.scrollIntoView({ block: 'center' })")
        steps: list[dict[str, Any]] = [
            {"type": "pointerMove", "x": 0, "y": 0, "origin": {"type": "element", "element": element}},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        self._act({"type": "pointer", "id": "finger", "actions": steps})

    def _act(self, source: dict[str, Any]) -> None:
        self._call("input.performActions", context=self._context, actions=[source])

    async def _connect(self) -> None:
        for _ in range(int(PATIENCE_S / 0.05)):
            found = LISTENING.search(self._log.read_text(encoding="utf-8", errors="replace"))
            if found:
                break
            assert self._process.poll() is None, "Firefox ended"
            await asyncio.sleep(0.05)
        else:
            raise AssertionError("Firefox did not listen")
        self._session = aiohttp.ClientSession()
        self._socket = await self._session.ws_connect(f"{found.group(1)}/session", max_msg_size=0)
        await self._send("session.new", {"capabilities": {}})
        contexts = (await self._send("browsingContext.getTree", {}))["contexts"]
        self._context = contexts[0]["context"]
        viewport = {"context": self._context, "viewport": PHONE}
        await self._send("browsingContext.setViewport", viewport)

    def _call(self, method: str, **params: Any) -> Any:  # noqa: ANN401 - JSON is what it is
        return self._loop.run_until_complete(asyncio.wait_for(self._send(method, params), PATIENCE_S))

    async def _send(self, method: str, params: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON is what it is
        self._last += 1
        await self._socket.send_json({"id": self._last, "method": method, "params": params})
        while (answer := await self._socket.receive_json()).get("id") != self._last:
            pass
        assert answer["type"] == "success", answer
        return answer["result"]

    def _end(self) -> None:
        os.killpg(self._process.pid, signal.SIGTERM)
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._loop.close()
