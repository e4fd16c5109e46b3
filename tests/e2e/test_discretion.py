"""Leaving at once, titles that say nothing, a page that covers itself, and help for whoever is not let in."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.people import check_in, go, promise, sign_up, unlock_by_password
from tests.e2e.test_lock import CONTROLLED, hide, locking, set_pin

SECRET = "Dinner on Thursdays, phones away."
SCREENS = ("today", "today/add", "wall", "trends/feeling", "us", "us/make", "me", "me/lock", "help", "hard", "nowhere")
COVERED = "() => getComputedStyle(document.body).opacity"
KEPT_KEYS = """() => new Promise((done) => {
    const opening = indexedDB.open("hearth");
    opening.onsuccess = () => {
        const all = opening.result.transaction("keys").objectStore("keys").count();
        all.onsuccess = () => { opening.result.close(); done(all.result); };
    };
})"""
# Help, three of its sentences, and the one-minute page, in each language.
HELP = {
    "en-GB": ("Help", "Finding a couples therapist", "What to know about courts", "Why your body does this"),
    "es-ES": (
        "Ayuda",
        "Encontrar terapia de pareja",
        "Lo que conviene saber sobre juicios",
        "Por qué tu cuerpo reacciona así",
    ),
    "de-DE": ("Hilfe", "Paartherapie finden", "Was du über Gerichte wissen solltest", "Warum dein Körper so reagiert"),
}


def expect_calendar(page: Page) -> None:
    """A month, and nothing that names Hearth or anybody."""
    expect(page.locator("caption")).not_to_be_empty()
    assert "earth" not in page.content()
    assert "earth" not in page.title()
    assert page.title() == page.locator("caption").inner_text() != ""


@pytest.mark.parametrize(("way", "is_online"), [("button", False), ("keys", True)])
def test_a_quick_exit_leaves_a_calendar_and_a_sealed_outbox(
    new_phone: Callable[..., Page], way: str, is_online: bool
) -> None:
    page = new_phone()
    page.goto("/#/sign-up")
    sign_up(page, f"Eli{is_online:d}{way}")
    promise(page, SECRET)
    page.evaluate(CONTROLLED)
    page.context.set_offline(True)
    check_in(page, 3)
    page.context.set_offline(not is_online)
    assert page.evaluate(KEPT_KEYS) == 1
    go(page, "Us")
    if way == "button":
        page.get_by_role("button", name="Quick exit").click()
    else:
        for _ in range(3):
            page.keyboard.press("Shift")
    expect_calendar(page)
    assert page.evaluate(KEPT_KEYS) == 0
    assert page.evaluate("caches.keys()") == ["calendar"]
    for _ in range(2):
        page.go_back(wait_until="commit")
        expect_calendar(page)
    page.context.set_offline(False)
    page.get_by_role("table").get_by_role("link").click()
    expect(page.get_by_role("heading", name="Hearth is locked")).to_be_visible()
    assert SECRET not in page.content()
    unlock_by_password(page)
    expect(page.get_by_role("button", name="Change today's check-in")).to_be_visible()


@pytest.mark.parametrize("way", ["touch", "keys", "shift"])
def test_a_dialog_does_not_stand_in_the_way_out(new_phone: Callable[..., Page], way: str) -> None:
    page = new_phone(viewport={"width": 320, "height": 640}, has_touch=True)
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () => (document.documentElement.style.fontSize = '200%'))"
    )
    page.goto("/#/demo")
    expect(page.get_by_role("navigation", name="Places")).to_be_visible()
    page.goto("/#/us/commitment/c1")
    page.get_by_role("button", name="End this commitment").click()
    dialog = page.get_by_role("dialog")
    leave = dialog.get_by_role("button", name="Quick exit")
    if way == "touch":
        # At the foot of a long one it is as near as at its head.
        dialog.evaluate("dialog => dialog.scrollTo(0, dialog.scrollHeight)")
        expect(leave).to_be_in_viewport(ratio=1)
        leave.tap()
    elif way == "keys":
        expect(dialog.get_by_role("heading")).to_be_focused()
        page.keyboard.press("Shift+Tab")
        expect(leave).to_be_focused()
        page.keyboard.press("Enter")
    else:
        for _ in range(3):
            page.keyboard.press("Shift")
    expect_calendar(page)


def test_no_title_says_anything_and_a_page_that_is_left_is_covered(new_phone: Callable[..., Page]) -> None:
    page = new_phone()
    page.goto("/#/demo")
    for screen in SCREENS:
        page.goto(f"/#/{screen}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert page.title() == "Hearth", screen
    assert page.evaluate(COVERED) == "1"
    hide(page)
    assert page.evaluate(COVERED) == "0"


@pytest.mark.parametrize("language", HELP)
def test_help_opens_signed_out_and_offline_in_one_tap(new_phone: Callable[..., Page], language: str) -> None:
    page = new_phone(locale=language)
    page.goto("/")
    page.evaluate(CONTROLLED)
    page.context.set_offline(True)
    page.reload()
    link, therapist, courts, body = HELP[language]
    page.get_by_role("link", name=link, exact=True).click()
    for title in (therapist, courts):
        expect(page.get_by_role("heading", name=title)).to_be_visible()
    page.get_by_role("link", name=body).click()
    expect(page.get_by_role("heading", level=1, name=body)).to_be_visible()


def test_help_opens_while_locked_and_offline(new_phone: Callable[..., Page]) -> None:
    page = new_phone()
    page.goto("/#/sign-up")
    sign_up(page, "Uma")
    page.evaluate(CONTROLLED)
    set_pin(page)
    page.get_by_label("At once").check()
    page.context.set_offline(True)
    with locking(page):
        hide(page)
    expect(page.get_by_role("heading", name="Hearth is locked")).to_be_visible()
    page.get_by_role("link", name="Help", exact=True).click()
    expect(page.get_by_role("heading", name="What to know about courts")).to_be_visible()


@pytest.mark.parametrize(("language", "check_in_word"), [("es-ES", "Anotar cómo estoy"), ("de-DE", "Notieren, wie es")])
def test_the_home_screen_offers_shortcuts_in_the_persons_language(
    new_phone: Callable[..., Page], language: str, check_in_word: str
) -> None:
    page = new_phone(locale=language)
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("lang", language[:2])
    link = page.locator('link[rel="manifest"]').get_attribute("href")
    assert link == f"/manifest.{language[:2]}.webmanifest"
    manifest = page.request.get(link).json()
    assert (manifest["id"], manifest["lang"]) == ("/", language[:2])
    assert manifest["shortcuts"][1]["name"].startswith(check_in_word)
    page.goto(manifest["shortcuts"][0]["url"])
    expect(page.get_by_role("heading", level=1)).to_be_visible()
