"""The second visit shows what is here before anything answers."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.people import promise, sign_up, wait_until_sent


def test_today_is_there_while_the_server_says_nothing(new_phone: Callable[..., Page]) -> None:
    page = new_phone()
    page.goto("/#/sign-up")
    sign_up(page, "Noa")
    promise(page, "A walk before breakfast.")
    wait_until_sent(page, "Send now")
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    asked: list[str] = []
    # Taken and never answered: the app's files too, wherever they are asked for.
    page.context.route("**/*", lambda route: asked.append(route.request.url))
    again = page.context.new_page()
    page.close()
    again.goto("/#/today", wait_until="commit")
    expect(again.get_by_role("button", name="Kept: A walk before breakfast.")).to_be_visible()
    again.get_by_role("button", name="Kept: A walk before breakfast.").click()
    expect(again.get_by_text("Saved.", exact=True)).to_be_visible()
    expect(again.get_by_role("button", name="Kept: A walk before breakfast.")).to_have_count(0)
    assert all("/api/" in url or url.endswith("/sw.js") for url in asked)


@pytest.mark.parametrize(("locale", "begin"), [("en-GB", "Start"), ("de-DE", "Beginnen"), ("es-ES", "Empezar")])
def test_the_first_screen_speaks_the_devices_language(new_phone: Callable[..., Page], locale: str, begin: str) -> None:
    page = new_phone(locale=locale)
    page.goto("/")
    expect(page.get_by_role("link", name=begin, exact=True)).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == locale[:2]
