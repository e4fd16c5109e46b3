"""The page of components, which only builders have: photographed and read by axe in both themes."""

import contextlib
import subprocess
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.node import PWA, vite
from tests.support.patience import PATIENCE_S, wait_until
from tests.support.server import free_port

PICTURES = Path("test-results") / "components"
PARTS = ("type", "buttons", "words", "choosing", "bricks", "telling")


@pytest.fixture(scope="module")
def workshop() -> Iterator[str]:
    """The address of Vite's development server."""
    port = free_port()
    command = vite("--port", str(port), "--strictPort")
    process = subprocess.Popen(command, cwd=PWA, stdout=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    wait_until(lambda: answers(url))
    yield url
    process.terminate()
    process.wait(timeout=PATIENCE_S)


def answers(url: str) -> bool:
    """Whether somebody serves it."""
    with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=PATIENCE_S):
        return True
    return False


def test_every_component_in_each_state_and_both_themes(new_phone: Callable[..., Page], workshop: str) -> None:
    page = new_phone(base_url=workshop)
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.goto("/#/dev/components")
    for part in PARTS:
        expect(page.get_by_role("region", name=part, exact=True)).to_be_visible()
    page.evaluate((PWA / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        page.screenshot(path=PICTURES / f"{theme}.png", full_page=True)
        found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
        assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == [], theme
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.screenshot(path=PICTURES / "dialog.png")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_built_app_has_no_such_page(new_phone: Callable[..., Page]) -> None:
    built = [file.read_text(encoding="utf-8") for file in (PWA / "dist" / "assets").glob("*.js")]
    assert built
    assert [text for text in built if "dev/components" in text] == []
    page = new_phone()
    page.goto("/#/dev/components")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("region", name="choosing")).to_have_count(0)
