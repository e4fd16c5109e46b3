"""Where the keys are once something was done by them: never back at the top of the page, as after a lost focus."""

import pytest
from playwright.sync_api import Page, expect

PROMISE = "I say when I will be home, and when that changes."
FOCUSED = "main :focus"


# A screen, and what is pressed there one after the other; each of these gives way to something else.
WAYS = [
    ("today", [f"Kept: {PROMISE}", "Undo"]),
    ("today", [f"Kept: {PROMISE}", f"Change: {PROMISE}", f"No entry: {PROMISE}"]),
    ("today", [f"Kept: {PROMISE}", f"Add words: {PROMISE}", "Cancel"]),
    ("today/check-in", ["Skip"]),
    ("today/from", ["This helped: ", "Add words: ", "Save"]),
    ("today/from", ["This helped: ", "Change: ", "Take the answer back"]),
    ("me/check-ins", ["Share the trend", "Cancel"]),
    ("me/check-ins", ["Share the trend", "dialog: Share the trend", "Stop sharing"]),
    ("us/commitment/c1", ["Change the words", "Cancel"]),
    ("us/commitment/c1", ["Remove the words", "Cancel"]),
    ("us/pause", ["Pause", "End the pause"]),
]


@pytest.mark.parametrize(("screen", "names"), WAYS, ids=[f"{screen}: {names[-1]}" for screen, names in WAYS])
def test_the_focus_is_not_lost(example: Page, screen: str, names: list[str]) -> None:
    example.goto(f"/#/{screen}")
    for name in names:
        if name == "End the pause":
            example.goto("/#/us/pause")
        within = example.get_by_role("dialog") if name.startswith("dialog: ") else example
        exact = name == "Skip"  # and not to the page
        within.get_by_role("button", name=name.removeprefix("dialog: "), exact=exact).first.focus()
        example.keyboard.press("Enter")
        expect(example.locator(FOCUSED)).to_have_count(1)


def test_a_check_in_leaves_the_keys_where_it_was(example: Page) -> None:
    example.goto("/#/today/check-in")
    example.get_by_role("slider", name="Safe").focus()
    example.keyboard.press("ArrowRight")
    example.get_by_role("button", name="Save check-in").focus()
    example.keyboard.press("Enter")
    expect(example.get_by_role("button", name="Change today's check-in")).to_be_visible()
    expect(example.locator(FOCUSED)).to_have_count(1)
    example.keyboard.press("Tab")
    expect(example.get_by_role("link", name="Add an act")).to_be_focused()
