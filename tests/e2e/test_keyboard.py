"""The whole main job by keys alone (sign up, pair, promise, keep, read, answer, check in), and a day's taps counted."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.e2e.people import PASSWORD

MOST_TABS = 120

# Where the keys are is drawn around, within the window, and under nothing else.
IS_SEEN = """(element) => {
  const { x, y, width, height } = element.getBoundingClientRect();
  const top = document.elementFromPoint(x + width / 2, y + height / 2);
  const { outlineStyle, boxShadow } = getComputedStyle(element);
  const is_on_top = element.contains(top) || (top?.contains(element) ?? false);
  return is_on_top && (outlineStyle !== 'none' || boxShadow !== 'none');
}"""


class Keys:
    """A person at a keyboard."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, target: Locator) -> None:
        """Presses Tab until the target has the focus, and looks whether that can be seen."""
        expect(target).to_be_visible()
        for _ in range(MOST_TABS):
            if target.evaluate("element => element === document.activeElement"):
                assert target.evaluate(IS_SEEN), f"the focus on {target} cannot be seen"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{target} cannot be reached by Tab")

    def press(self, role: str, name: str, key: str = "Enter") -> None:
        """Reaches a control by its role and name, and presses it."""
        self.reach(self.page.get_by_role(role, name=name).first)  # type: ignore[arg-type]  # a role, as Playwright spells them
        self.page.keyboard.press(key)

    def write(self, label: str, text: str) -> None:
        """Reaches a field by its label, and types."""
        self.reach(self.page.get_by_label(label, exact=True))
        self.page.keyboard.type(text)

    def place(self, name: str) -> None:
        """Opens one of the five places."""
        self.reach(self.page.get_by_role("navigation", name="Places").get_by_role("link", name=name))
        self.page.keyboard.press("Enter")
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()

    def sign_up(self, name: str) -> None:
        """Makes an account and confirms the recovery code."""
        self.write("Name for signing in", f"{name.lower()}.keys")
        self.write("What should we call you?", name)
        self.write("Password", PASSWORD)
        self.press("button", "Create my account")
        shown = self.page.get_by_role("status", name="Your recovery code")
        expect(shown).to_be_visible()
        group = shown.inner_text().strip().rsplit("-", 1)[-1]
        self.press("button", "I have written it down")
        self.write("Type the last group of the code", group)
        self.press("button", "Confirm")
        expect(self.page.get_by_role("navigation", name="Places")).to_be_visible()

    def answer_safety_question(self) -> None:
        """The question before any pairing, and what is said after it."""
        self.press("button", "Yes, I feel safe")
        self.press("button", "Go on to the invitation")


def test_the_main_job_by_keys_alone(two_phones: tuple[Page, Page]) -> None:
    pages, kept = two_phones, "I say when plans change."
    ada, bo = Keys(pages[0]), Keys(pages[1])
    ada.page.goto("/#/sign-up")
    ada.sign_up("Ada")

    ada.place("Us")
    ada.press("link", "Invite a partner")
    ada.answer_safety_question()
    ada.press("button", "Make a link")
    link = ada.page.get_by_role("status", name="Link to send")
    expect(link).to_be_visible()
    bo.page.goto(link.inner_text())
    bo.press("link", "Start")
    bo.sign_up("Bo")
    bo.answer_safety_question()
    bo.press("button", "Accept")
    ada.press("button", "Confirm Bo")
    expect(bo.page.get_by_text("You are connected.")).to_be_visible()

    ada.place("Us")
    ada.press("link", "Make a commitment")
    ada.write("What I will do", kept)
    ada.press("button", "Make it")
    ada.place("Today")
    ada.press("button", f"Kept: {kept}", key="Space")
    expect(ada.page.get_by_role("article", name=kept).get_by_text("Kept", exact=True)).to_be_visible()
    ada.place("Me")
    ada.press("link", "What waits to be sent")
    expect(ada.page.get_by_text("Everything is sent.")).to_be_visible()

    bo.page.reload()
    bo.place("Today")
    bo.press("link", "Something from Ada, when you like")
    named = bo.page.get_by_role("button", name=f"This helped: {kept}")
    expect(bo.page.get_by_role("article", name=kept)).to_be_visible()
    if named.count() == 0:
        bo.press("button", f"Other answers: {kept}")
    bo.press("button", f"This helped: {kept}")
    expect(bo.page.get_by_text("You: This helped")).to_be_visible()

    bo.place("Today")
    if bo.page.get_by_role("slider", name="Safe").count() == 0:
        bo.press("button", "Check in")
    bo.reach(bo.page.get_by_role("slider", name="Safe"))
    bo.page.keyboard.press("ArrowRight")
    expect(bo.page.get_by_text("6 of 10")).to_be_visible()
    bo.press("button", "Save check-in")
    expect(bo.page.get_by_role("button", name="Change today's check-in")).to_be_visible()


def test_a_day_costs_six_taps_at_most(new_phone: Callable[..., Page]) -> None:
    page = new_phone(has_touch=True)
    page.add_init_script(
        "window.taps = 0; addEventListener('pointerdown', (event) => { if (event.isTrusted) window.taps++ }, true)"
    )

    def taps() -> int:
        """How many since last asked."""
        return int(page.evaluate("[window.taps, window.taps = 0][0]"))

    page.goto("/#/demo")
    expect(page.get_by_role("navigation", name="Places")).to_be_visible()
    taps()
    page.get_by_role("button", name="Kept:").or_(page.get_by_role("button", name="It came up")).first.tap()
    expect(page.get_by_role("button", name="Add words:").first).to_be_visible()
    assert taps() == 1

    if page.get_by_role("slider", name="Safe").count() == 0:
        page.get_by_role("button", name="Check in").tap()
    page.get_by_role("slider", name="Safe").tap()
    page.get_by_role("button", name="Save check-in").tap()
    expect(page.get_by_role("button", name="Change today's check-in")).to_be_visible()
    assert taps() <= 3

    page.get_by_role("link", name="Something from Sam, when you like").tap()
    page.get_by_role("button", name="This helped:").first.tap()
    expect(page.get_by_text("You: This helped").first).to_be_visible()
    assert taps() == 2
