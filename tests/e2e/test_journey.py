"""The whole main job by two people on two phones: promise, log, acknowledge, check in, share, see, leave."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.people import answer, check_in, go, pair, promise, reopen, sign_up, wait_until_sent

PICTURES = Path("screenshots")


def picture(page: Page, name: str) -> None:
    """What the screen shows, in both themes, for somebody to look at."""
    PICTURES.mkdir(exist_ok=True)
    for dark in (False, True):
        page.emulate_media(color_scheme="dark" if dark else "light")
        page.screenshot(path=PICTURES / f"{name}-{'dark' if dark else 'light'}.png", full_page=True)
    page.emulate_media(color_scheme="light")


def test_two_people_do_the_main_job(two_phones: tuple[Page, Page]) -> None:
    ada, bo = two_phones
    kept, missed = "I say when plans change.", "Phone in the hall while we eat."
    ada.goto("/#/sign-up")
    sign_up(ada, "Ada")
    pair(ada, bo, "Bo")

    promise(ada, kept)
    promise(ada, missed)
    go(ada, "Today")
    ada.get_by_role("button", name=f"Kept: {kept}").click()
    ada.get_by_role("button", name=f"Missed, and I said so: {missed}").click()
    expect(ada.get_by_text("You said it. That matters. You don't have to fix the feeling.")).to_be_visible()
    wait_until_sent(ada)
    picture(ada, "today-logged")

    reopen(bo, "Today")
    expect(bo.get_by_text(kept)).to_have_count(0)
    bo.get_by_role("link", name="Something from Ada, when you like").click()
    answer(bo, kept, "This helped")
    answer(bo, missed, "I remember this differently")
    picture(bo, "answered")
    wait_until_sent(bo)

    for page, safe in ((ada, 6), (bo, 4)):
        check_in(page, safe)
        go(page, "Me")
        page.get_by_role("link", name="Check-ins").click()
        page.get_by_role("button", name="Share the trend").click()
        page.get_by_role("dialog").get_by_role("button", name="Share the trend").click()
        expect(page.get_by_text("You share the trend")).to_be_visible()
        wait_until_sent(page)

    reopen(ada, "Today")
    ada.get_by_role("link", name="Something from Bo, when you like").click()
    expect(ada.get_by_text("This helped")).to_be_visible()
    expect(ada.get_by_text("I remember this differently")).to_be_visible()
    go(ada, "Wall")
    picture(ada, "wall")
    go(ada, "Trends")
    expect(ada.get_by_text("nothing to draw in the first week")).to_be_visible()
    ada.goto("/#/trends/feeling/theirs")
    expect(ada.get_by_role("heading", level=1, name="What Bo shares of feeling safe")).to_be_visible()
    expect(ada.get_by_text("Nothing to show.")).to_have_count(0)
    picture(ada, "trend-of-the-other")
    reopen(bo, "Trends")
    bo.goto("/#/trends/promises/theirs")
    expect(bo.get_by_role("heading", level=1, name="Ada's promises")).to_be_visible()
    picture(bo, "promises-of-the-other")

    # What is withdrawn is gone for the other at the next opening, as if it had never been shared.
    go(bo, "Me")
    bo.get_by_role("link", name="Check-ins").click()
    bo.get_by_role("button", name="Stop sharing").click()
    wait_until_sent(bo)
    reopen(ada, "Trends")
    ada.goto("/#/trends/feeling/theirs")
    expect(ada.get_by_text("Nothing to show.")).to_be_visible()

    go(ada, "Us")
    ada.get_by_role("link", name="Leave, and end sharing").click()
    expect(ada.get_by_text("Think about where you will be.")).to_be_visible()
    picture(ada, "leaving")
    ada.get_by_label("Keep what I wrote").check()
    ada.get_by_role("button", name="Leave now").click()
    expect(ada.get_by_text("You have left.").first).to_be_visible()
    wait_until_sent(ada)
    reopen(bo, "Us")
    expect(bo.get_by_role("heading", name="Sharing ended")).to_be_visible()
    picture(bo, "sharing-ended")
    reopen(bo, "Wall")
    expect(bo.get_by_text(kept)).to_have_count(0)


def test_alone_is_complete(new_phone: Callable[..., Page]) -> None:
    page = new_phone()
    page.goto("/#/sign-up")
    sign_up(page, "Cleo")
    promise(page, "A walk before breakfast.")
    go(page, "Today")
    page.context.set_offline(True)
    page.get_by_role("button", name="Kept: A walk before breakfast.").click()
    check_in(page, 7)
    page.reload()
    expect(page.get_by_role("button", name="Change today's check-in")).to_be_visible()
    page.context.set_offline(False)
    reopen(page, "Wall")
    wait_until_sent(page)
    expect(
        page.get_by_role("link").filter(has_text="22").or_(page.get_by_role("main").get_by_role("link")).first
    ).to_be_visible()
