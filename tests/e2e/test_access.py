"""What axe cannot see: where the keys take the focus, other spacing, and the system's own colours."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

PICTURES = Path("test-results") / "contrast"
SCREENS = (
    "today",
    "today/check-in",
    "wall",
    "trends/promises/mine",
    "us",
    "us/make",
    "me",
    "me/lock",
    "me/nudges",
    "help",
)
# The focused element's middle, as the eye finds it: itself, or what lies over it.
HIDDEN_FOCUS = """() => {
    const one = document.activeElement;
    if (one === document.body) return "end";
    const seen = (one.closest("label") ?? one).getBoundingClientRect();
    const above = document.elementFromPoint(seen.x + seen.width / 2, seen.y + seen.height / 2);
    const is_seen = above && (one.contains(above) || above.contains(one) || one.closest("label")?.contains(above));
    return is_seen ? "" : `${one.outerHTML.slice(0, 100)} under ${above?.outerHTML.slice(0, 60)}`;
}"""
# WCAG 1.4.12, as a reader's own style sheet would set it.
SPACING = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }`);
    document.adoptedStyleSheets = [sheet];
}"""
CUT = """() => [...document.querySelectorAll("main *, nav *")]
    .filter((one) => one.checkVisibility() && one.textContent.trim() && !one.closest(".unseen, .scroll, svg"))
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
    .map((one) => one.outerHTML.slice(0, 80))"""

# How a brick is scored, and how its edge is drawn: neither its colour nor its size.
FACES = """(bricks) => [...document.querySelectorAll(bricks)].map((one) => {
    const { backgroundImage, boxShadow } = getComputedStyle(one);
    return [backgroundImage, boxShadow, getComputedStyle(one, '::after').content].join(' ');
})"""
COLOURS = """(bricks) => [...document.querySelectorAll(bricks)].map((one) => getComputedStyle(one).backgroundColor)"""

# What lies under what was just said: anything to press, or the place where it was done.
UNDER_SAID = """(what) => {
    const said = document.querySelector('.toast > div').getBoundingClientRect();
    return [...document.querySelectorAll(what)].filter((one) => {
        const { top, bottom, left, right } = one.getBoundingClientRect();
        return top < said.bottom && bottom > said.top && left < said.right && right > said.left;
    }).map((one) => one.outerHTML.slice(0, 80));
}"""
CONTROLS = "main :is(a, button, input, select, summary), nav.places a"


def show(page: Page, screen: str) -> None:
    """Goes to a screen of the example."""
    page.goto(f"/#/{screen}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_the_focus_is_never_covered(example: Page) -> None:
    for screen in SCREENS:
        show(example, screen)
        stops = 0
        for _ in range(80):
            example.keyboard.press("Tab")
            found = example.evaluate(HIDDEN_FOCUS)
            if found == "end":
                break
            assert found == "", screen
            stops += 1
        assert stops > 5, screen


def test_what_is_said_lies_over_nothing_that_was_done_and_leaves_room(example: Page) -> None:
    show(example, "today")
    promise = example.get_by_role("article").last
    promise.get_by_role("button", name="Kept:").click()
    expect(example.get_by_text("Saved.", exact=True)).to_be_visible()
    done = promise.get_attribute("aria-label")
    assert example.evaluate(UNDER_SAID, f"article[aria-label='{done}']") == []
    width = example.locator(".toast > div").evaluate("one => [one.offsetLeft, one.offsetWidth - innerWidth]")
    assert width == [0, 0], "a button may show beside it, half covered"
    example.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    assert example.evaluate(UNDER_SAID, CONTROLS) == []


def test_what_is_said_stands_where_nothing_is_on_a_wide_screen(new_phone: Callable[..., Page]) -> None:
    page = new_phone(viewport={"width": 1024, "height": 700})
    page.goto("/#/demo")
    expect(page.get_by_role("navigation", name="Places")).to_be_visible()
    show(page, "today")
    page.get_by_role("button", name="Kept:").first.click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_in_viewport()
    assert page.evaluate(UNDER_SAID, f"main, {CONTROLS}") == []


def test_a_question_begins_at_its_beginning_in_large_text(new_phone: Callable[..., Page]) -> None:
    page = new_phone(viewport={"width": 320, "height": 568})
    page.add_init_script("addEventListener('DOMContentLoaded', () => document.documentElement.style.fontSize = '200%')")
    page.goto("/#/demo")
    expect(page.get_by_role("navigation", name="Places")).to_be_visible()
    show(page, "me/check-ins")
    page.get_by_role("button", name="Share the answers").click()
    dialog = page.get_by_role("dialog", name="Share this?")
    assert dialog.evaluate("one => one.scrollHeight > one.clientHeight")
    expect(dialog.get_by_role("heading")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Tab")
    expect(dialog.get_by_role("button", name="Share the answers")).to_be_focused()


def test_other_spacing_and_a_narrow_screen_cut_nothing(new_phone: Callable[..., Page]) -> None:
    page = new_phone(viewport={"width": 320, "height": 700}, locale="de-DE")
    page.goto("/#/demo")
    page.evaluate(SPACING)
    for screen in SCREENS:
        show(page, screen)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, screen
        assert page.evaluate(CUT) == [], screen


def test_the_systems_own_colours_leave_bricks_lines_and_choices_apart(example: Page) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    looks: list[dict[str, str]] = [
        {"forced_colors": "active", "color_scheme": "dark"},
        {"forced_colors": "active", "color_scheme": "light"},
        {"forced_colors": "none", "contrast": "more", "color_scheme": "dark"},
        {"forced_colors": "none", "contrast": "more", "color_scheme": "light"},
    ]
    for look in looks:
        example.emulate_media(**look)  # type: ignore[arg-type]  # Playwright checks its own options
        for screen in SCREENS:
            show(example, screen)
            name = f"{screen.replace('/', '-')}-{'-'.join(look.values())}.png"
            expect(example.locator("main").get_by_role("status", name="Laying things out")).to_have_count(0)
            example.screenshot(path=PICTURES / name, full_page=True)
    example.emulate_media(forced_colors="active", contrast="no-preference")
    show(example, "wall")
    brick = "() => getComputedStyle(document.querySelector('.course .brick')).borderTopStyle"
    assert example.evaluate(brick) == "solid"
    show(example, "today/check-in")
    chosen = "() => getComputedStyle(document.querySelector('[aria-current=page]')).textDecorationLine"
    assert example.evaluate(chosen) == "underline"
    show(example, "me/lock")
    picked = "() => getComputedStyle(document.querySelector('.choice:has(:checked)')).borderTopWidth"
    assert example.evaluate(picked) == "3px"


def test_every_brick_is_told_without_its_colour(example: Page) -> None:
    show(example, "wall")
    example.get_by_text("What the bricks mean").click()
    key = example.evaluate(FACES, ".key .swatch")
    assert len(key) == len(set(key)) == 10
    show(example, "today")
    laid = example.get_by_role("group", name="If they get in touch").locator(".button.lay .brick")
    expect(laid).to_have_count(3)
    for read in (FACES, COLOURS):
        came_up, not_come_up, missed = example.evaluate(read, "[aria-label^='If they'] .button.lay .brick")
        assert len({came_up, not_come_up, missed}) == 3


def test_the_whole_wall_is_on_paper(example: Page) -> None:
    show(example, "wall")
    example.evaluate(
        """() => matchMedia('print').addEventListener('change', ({ matches }) => {
            const days = [...document.querySelectorAll('.wall .course')];
            if (matches) document.title = `${days.length} ${days.at(-1).hash}`;
        })"""
    )
    drawn = example.locator(".wall .course").count()
    # As from the browser's own menu.
    example.pdf()
    on_paper, last = example.title().split()
    assert int(on_paper) > drawn
    expect(example.locator(".wall .course")).to_have_count(drawn)
    # The page grows as it is drawn.
    example.wait_for_function(
        """last => {
            scrollTo(0, document.documentElement.scrollHeight);
            return [...document.querySelectorAll('.wall .course')].at(-1).hash === last;
        }""",
        arg=last,
    )
