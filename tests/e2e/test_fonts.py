"""Screens are measured with the tests' own fonts, whatever a machine has installed."""

from playwright.sync_api import Page


def test_every_letter_is_drawn_with_the_fonts_that_come_with_the_tests(example: Page) -> None:
    session = example.context.new_cdp_session(example)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    nodes = session.send("DOM.querySelectorAll", {"nodeId": root, "selector": "body *"})["nodeIds"]
    drawn = [session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"] for node in nodes]
    fonts = {font["familyName"]: font["isCustomFont"] for fonts in drawn for font in fonts}
    assert fonts == {"DejaVu Sans": False, "Young Serif": True}
