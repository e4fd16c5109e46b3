"""A browser, phones, and one server a test file."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.support.browser import PHONE, find_chromium, launch, start_playwright
from tests.support.patience import PATIENCE_S
from tests.support.server import ServerProcess


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Headless Chromium."""
    if find_chromium() is None:
        pytest.skip("there is no Chromium on PATH")
    with start_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def hearth(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """One server for the file's tests."""
    server = ServerProcess(tmp_path_factory.mktemp("hearth")).start()
    yield server
    server.stop()


@pytest.fixture
def new_phone(browser: Browser, hearth: ServerProcess, request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    """A fresh phone at 390x844 that has nothing of another's; what a page shows at a failure is kept as a picture."""
    contexts: list[BrowserContext] = []
    failed_before = request.session.testsfailed

    def make(**options: object) -> Page:
        wanted = {
            "viewport": PHONE,
            "base_url": hearth.url,
            "locale": "en-GB",
            "timezone_id": "Europe/Berlin",
        } | options
        context = browser.new_context(**wanted)  # type: ignore[arg-type]  # Playwright checks its own options
        context.set_default_timeout(1000 * PATIENCE_S)
        contexts.append(context)
        return context.new_page()

    yield make
    for number, context in enumerate(contexts):
        if request.session.testsfailed > failed_before:
            folder = Path("test-results")
            folder.mkdir(exist_ok=True)
            for page in context.pages:
                page.screenshot(path=folder / f"{request.node.name}-{number}.png")
        context.close()


@pytest.fixture
def two_phones(new_phone: Callable[..., Page]) -> tuple[Page, Page]:
    """Two people's phones."""
    return new_phone(), new_phone()


@pytest.fixture
def example(new_phone: Callable[..., Page]) -> Page:
    """A phone on which somebody looks around the example."""
    page = new_phone()
    page.goto("/#/demo")
    expect(page.get_by_role("navigation", name="Places")).to_be_visible()
    return page
