"""Tables in the documents say what the code says: error codes, events, commands; nothing missing, nothing invented."""

import re
import subprocess

from server.errors import CODES
from server.events import EVENTS
from tests.support.databases import HEARTH, ROOT, environment


def rows(name: str, pattern: str) -> dict[str, str]:
    """First and second cell of a document's table rows that match the pattern's two groups."""
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    return {row[1]: row[2] for row in re.finditer(pattern, text, re.MULTILINE)}


def test_every_error_code_is_in_the_protocol_with_its_status() -> None:
    documented = rows("protocol.md", r"^\| `([a-z_]+)` \| (\d{3}) \|")
    assert documented == {code: str(status) for code, (status, _) in CODES.items()}


def test_every_event_is_in_the_api_guide_with_what_it_carries() -> None:
    documented = rows("api.md", r"^\| `([a-z_]+)` \| ((?:`[a-z_]+`(?:, )?)+) \|")
    assert {name: tuple(re.findall(r"`(\w+)`", carried)) for name, carried in documented.items()} == EVENTS


def test_every_command_is_in_the_host_guide() -> None:
    asked = subprocess.run([HEARTH, "--help"], env=environment(), capture_output=True, text=True, check=True).stdout
    listed = re.search(r"\{([a-z,]+)\}", asked)
    assert listed
    assert sorted(rows("host-guide.md", r"^\| `([a-z]+)` \| (.+) \|$")) == sorted(listed[1].split(","))
