"""What a person does on their phone, by the names and roles that a screen reader would find."""

from contextlib import suppress

from playwright.sync_api import Page, TimeoutError, expect

PASSWORD = "four quiet winter rivers"
NOTICES = "Hearth's notices say exactly this."
PAGES = "Each of you has a page the other can't open. It is for thinking. Contact belongs in the open."
TOGETHER = "Hearth together is for after the other connection has ended. If it hasn't, or you don't know, start alone."


def sign_up(page: Page, name: str) -> str:
    """Makes an account from the open sign-up page and confirms the recovery code, which it returns."""
    page.get_by_label("Name for signing in").fill(f"{name.lower()}.home")
    page.get_by_label("What should we call you?").fill(name)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Create my account").click()
    shown = page.get_by_role("status", name="Your recovery code")
    expect(shown).to_be_visible()
    code = shown.inner_text().strip()
    page.get_by_role("button", name="I have written it down").click()
    page.get_by_label("Type the last group of the code").fill(code.rsplit("-", 1)[-1])
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("navigation", name="Places")).to_be_visible()
    return code


def unlock_by_password(page: Page) -> None:
    """Opens the locked app with the password."""
    page.get_by_label("Password or recovery code").fill(PASSWORD)
    page.get_by_role("button", name="Unlock").click()


def go(page: Page, place: str) -> None:
    """Opens one of the five places by its tab."""
    page.get_by_role("navigation", name="Places").get_by_role("link", name=place).click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def answer_safety_question(page: Page) -> None:
    """The question before any pairing, and the two sentences after it."""
    page.get_by_role("button", name="Yes, I feel safe").click()
    for said in (NOTICES, PAGES, TOGETHER):
        expect(page.get_by_text(said, exact=True)).to_be_visible()
    page.get_by_role("button", name="Go on to the invitation", exact=True).click()


def pair(inviter: Page, accepter: Page, accepter_name: str) -> None:
    """Invites by a link, signs the other up through it, accepts, confirms."""
    go(inviter, "Us")
    inviter.get_by_role("link", name="Invite a partner").click()
    answer_safety_question(inviter)
    inviter.get_by_role("button", name="Make a link").click()
    link = inviter.get_by_role("status", name="Link to send")
    expect(link).to_be_visible()
    accepter.goto(link.inner_text())
    start = accepter.get_by_role("link", name="Start").or_(accepter.get_by_role("button", name="Start"))
    start.first.click()
    sign_up(accepter, accepter_name)
    answer_safety_question(accepter)
    accepter.get_by_role("button", name="Accept", exact=True).click()
    expect(accepter.get_by_text("Now they confirm on their side.")).to_be_visible()
    inviter.get_by_role("button", name=f"Confirm {accepter_name}").click()
    expect(accepter.get_by_text("You are connected.")).to_be_visible()


def promise(page: Page, title: str) -> None:
    """Makes a daily commitment shared with the partner."""
    go(page, "Us")
    page.get_by_role("link", name="Make a commitment").click()
    page.get_by_label("What I will do").fill(title)
    page.get_by_role("button", name="Make it").click()
    expect(page.get_by_text(title)).to_be_visible()


def answer(page: Page, what: str, reply: str) -> None:
    """Answers an act of the partner's just opened: one tap for the answers at hand, two for the others."""
    more = page.get_by_role("button", name=f"Other answers: {what}")
    expect(more).to_be_visible()
    named = page.get_by_role("button", name=f"{reply}: {what}")
    if named.count() == 0:
        more.click()
    named.click()


def check_in(page: Page, safe: int) -> None:
    """Checks in with one question, on whatever day of the week: only on some does Today suggest it by itself."""
    page.goto("/#/today/check-in")
    page.get_by_role("slider", name="Safe").fill(str(safe))
    page.get_by_role("button", name="Save check-in").click()
    expect(page.get_by_role("button", name="Change today's check-in")).to_be_visible()
    go(page, "Today")


def reopen(page: Page, place: str) -> None:
    """Opens the app anew, as after a while away: it syncs at every opening."""
    page.goto("/#/today")
    page.reload()
    expect(page.get_by_role("navigation", name="Places")).to_be_visible()
    go(page, place)


def wait_until_sent(page: Page, send: str | None = None) -> None:
    """Looks at what is waiting until nothing is, having pressed the button named `send` where there is one."""
    go(page, "Me")
    page.get_by_role("main").get_by_role("link", name="What waits to be sent").click()
    if send is not None:
        # It goes by itself as soon as nothing waits any more.
        with suppress(TimeoutError):
            page.get_by_role("button", name=send).click(timeout=2000)
    expect(page.get_by_text("Everything is sent.")).to_be_visible()
