"""A new version waits while somebody writes; one that is too old is told so, and keeps what it has until then."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.inside import in_database, unsent
from tests.e2e.people import go, promise, sign_up
from tests.support.node import PWA, vite
from tests.support.server import ServerProcess

BUILT = PWA / "dist"
TOO_OLD = "0.0.9"


@pytest.fixture(scope="module")
def old_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The app, built under a version that no server understands any more."""
    folder = tmp_path_factory.mktemp("old") / "dist"
    env = os.environ | {"HEARTH_APP_VERSION": TOO_OLD}
    command = vite("build", "--outDir", folder, "--emptyOutDir")
    subprocess.run(command, cwd=PWA, env=env, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder from which the server takes the app."""
    return tmp_path_factory.mktemp("served") / "app"


@pytest.fixture(scope="module")
def hearth(tmp_path_factory: pytest.TempPathFactory, served: Path, old_build: Path) -> Iterator[ServerProcess]:
    """A server whose app can be replaced under it, as by an update of the host's."""
    replace(served, old_build)
    server = ServerProcess(tmp_path_factory.mktemp("hearth"), app_dir=served).start()
    yield server
    server.stop()


def replace(served: Path, build: Path) -> None:
    """What the host's update does to the files."""
    if served.exists():
        shutil.rmtree(served)
    shutil.copytree(build, served)


def test_a_too_old_app_keeps_everything_and_is_renewed_when_nobody_writes(
    new_phone: Callable[..., Page], hearth: ServerProcess, served: Path
) -> None:
    page = new_phone()
    page.goto("/#/sign-up")
    sign_up(page, "Mia")
    promise(page, "A walk before breakfast.")
    expect(page.get_by_text("Hearth has been renewed.")).to_be_visible()
    waiting = unsent(page)
    assert waiting
    assert not waiting & in_database(hearth.data_dir)
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")

    # In another tab somebody writes while the host brings the new version.
    other = page.context.new_page()
    other.goto("/#/us/make")
    other.get_by_label("What I will do").fill("Half a sentence that nobody")
    other.evaluate("() => { window.unbroken = true; }")
    page.evaluate("() => { window.unbroken = true; }")
    replace(served, BUILT)
    page.evaluate(
        """async () => {
            const found = await navigator.serviceWorker.getRegistration();
            await found.update();
            while (!found.waiting) await new Promise((resolve) => setTimeout(resolve, 50));
        }"""
    )
    go(page, "Today")
    page.wait_for_timeout(1000)
    assert page.evaluate("window.unbroken") is True
    assert other.evaluate("window.unbroken") is True
    expect(other.get_by_label("What I will do")).to_have_value("Half a sentence that nobody")
    assert unsent(page) == waiting
    assert not waiting & in_database(hearth.data_dir)

    # Once that screen is left, the new version comes to both, and sends the very same operations.
    sent: list[str] = []

    def listen(route: Route) -> None:
        sent.append(str((route.request.post_data_json or {}).get("client")))
        route.continue_()

    page.context.route("**/api/v1/sync", listen)
    go(other, "Today")
    expect(page.get_by_text("Hearth has been renewed.")).to_have_count(0)
    expect(other.get_by_text("Hearth has been renewed.")).to_have_count(0)
    go(page, "Me")
    page.get_by_role("main").get_by_role("link", name="What waits to be sent").click()
    expect(page.get_by_text("Everything is sent.")).to_be_visible()
    assert page.evaluate("window.unbroken") is None
    assert waiting <= in_database(hearth.data_dir)
    assert sent
    assert sent[-1] != TOO_OLD


def test_a_page_that_was_fetched_past_the_service_worker_is_renewed_too(
    new_phone: Callable[..., Page], served: Path, old_build: Path
) -> None:
    page = new_phone()
    replace(served, old_build)
    page.goto("/#/sign-up")
    sign_up(page, "Noa")
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    # As by Shift and the button for loading anew.
    with page.expect_navigation():
        page.context.new_cdp_session(page).send("Page.reload", {"ignoreCache": True})
    expect(page.get_by_text("Hearth has been renewed.")).to_be_visible()
    assert page.evaluate("navigator.serviceWorker.controller") is None
    replace(served, BUILT)
    # No page stands on the old worker, so that the new one does not wait.
    page.evaluate("async () => void (await (await navigator.serviceWorker.getRegistration()).update())")
    expect(page.get_by_text("Hearth has been renewed.")).to_have_count(0)
