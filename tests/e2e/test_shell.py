"""The built app opens from the real server: under its strict policy, discreetly named, and again without a network."""

from collections.abc import Callable

from playwright.sync_api import ConsoleMessage, Page, expect

from tests.e2e.people import go, sign_up
from tests.support.server import ServerProcess


def test_it_opens_under_its_policy_and_works_offline(new_phone: Callable[..., Page], hearth: ServerProcess) -> None:
    page = new_phone()
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    page.on("console", listen)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    opened = page.goto("/")
    assert opened is not None
    assert "script-src 'self'" in opened.headers["content-security-policy"]
    expect(page).to_have_title("Hearth")
    expect(page.get_by_role("main")).to_be_visible()
    # A promise that the page makes, with its own limit: a worker that never comes must not hang the test.
    state = page.evaluate(
        """() => Promise.race([
            navigator.serviceWorker.ready.then((ready) => ready.active.state),
            new Promise((resolve) => setTimeout(resolve, 10_000, "never")),
        ])"""
    )
    assert state in ("activating", "activated")
    heading = page.get_by_role("heading").first.inner_text()
    assert complaints == []
    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_role("heading").first).to_have_text(heading)


def test_it_can_be_installed(new_phone: Callable[..., Page]) -> None:
    page = new_phone()
    page.goto("/")
    link = page.locator('link[rel="manifest"]').get_attribute("href")
    assert link is not None
    manifest = page.request.get(link).json()
    assert manifest["display"] == "standalone"
    assert manifest["start_url"]
    sizes = {size for icon in manifest["icons"] for size in icon["sizes"].split()}
    assert {"192x192", "512x512"} <= sizes
    assert any("maskable" in icon.get("purpose", "") for icon in manifest["icons"])
    for icon in manifest["icons"]:
        assert page.request.get(icon["src"]).ok, icon["src"]


def test_help_is_there_with_the_shell(new_phone: Callable[..., Page]) -> None:
    page = new_phone(service_workers="block")
    page.goto("/")
    expect(page.get_by_role("main")).to_be_visible()
    page.context.set_offline(True)
    page.get_by_role("link", name="Help", exact=True).click()
    expect(page.get_by_role("link", name="Emergency (United Kingdom): 999")).to_be_visible()
    page.get_by_role("link", name="Why your body does this").click()
    expect(page.get_by_role("heading", name="It is an alarm")).to_be_visible()


def test_it_says_whether_the_network_or_the_server_is_away(new_phone: Callable[..., Page]) -> None:
    page = new_phone(service_workers="block")
    page.goto("/#/sign-up")
    sign_up(page, "Ada")
    away = page.get_by_text("Hearth can't be reached.")
    # No sync comes between: it is told to wait.
    page.route("**/api/v1/sync", lambda route: route.fulfill(status=503, headers={"Retry-After": "3600"}))
    page.reload()
    page.route("**/api/v1/me/devices", lambda route: route.abort())
    go(page, "Me")
    expect(away).to_have_count(0)
    page.get_by_role("main").get_by_role("link", name="Devices").click()
    expect(away.first).to_be_visible()
    go(page, "Us")
    expect(page.get_by_text("Hearth can't be reached. You can go on writing all the same.")).to_be_visible()
    page.context.set_offline(True)
    expect(page.get_by_text("No connection. You can go on writing all the same.")).to_be_visible()
    page.context.set_offline(False)
    page.unroute("**/api/v1/me/devices")
    go(page, "Me")
    page.get_by_role("main").get_by_role("link", name="Devices").click()
    expect(page.get_by_text("This device", exact=True)).to_be_visible()
    expect(page.get_by_text("You can go on writing all the same.")).to_have_count(0)
