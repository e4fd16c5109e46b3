"""Every screen: by day at the phone's width, by night at its narrowest in large letters, turned round and disguised.

And at its narrowest in German, whose words are the longest.
"""

import pytest
from playwright.sync_api import Browser

from tests.e2e.screens import PSEUDO, Look, open_screens, open_states
from tests.e2e.wrong import wrong_with
from tests.support.server import ServerProcess

LOOKS = [Look("light", 390, 100, "en-GB"), Look("dark", 320, 200, PSEUDO), Look("light", 320, 200, "de-DE")]
STATE_LOOKS = [[Look("light", 390, 100, PSEUDO), Look("dark", 320, 200, PSEUDO)], [Look("light", 320, 200, "de-DE")]]


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_nothing_is_wrong_with_any_screen(browser: Browser, hearth: ServerProcess, look: Look) -> None:
    found = [
        f"{name}: {problem}"
        for name, page in open_screens(browser, hearth.url, look)
        for problem in wrong_with(page, is_disguised=look.is_disguised)
    ]
    assert found == []


@pytest.mark.parametrize("looks", STATE_LOOKS, ids=["disguised", "German"])
def test_nothing_is_wrong_with_any_state(browser: Browser, hearth: ServerProcess, looks: list[Look]) -> None:
    found = [
        f"{name} {look}: {problem}"
        for name, look, page in open_states(browser, hearth, looks)
        for problem in wrong_with(page, is_disguised=look.is_disguised)
    ]
    assert found == []
