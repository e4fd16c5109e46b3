"""Rules of the tree that no linter knows: short files, empty packages, lock files that name no host."""

import re
from pathlib import Path

import pytest

from tests.packaging.tree import tracked
from tests.support.databases import ROOT

# About 300: a sixth more is still one idea, more than that is two.
LONGEST = 350
# What a tool writes may be as long as it is.
WRITTEN_BY_TOOLS = re.compile(
    r"(^|/)(package-lock\.json|requirements\.lock|openapi\.json|schema\.d\.ts|versions/.*|vectors/.*)$"
)
SOURCE = {".py", ".ts", ".tsx", ".css", ".js", ".mjs"}


def tracked_source() -> list[Path]:
    """Files that git knows and people write."""
    return [path for path in tracked() if path.suffix in SOURCE]


def test_no_source_file_is_much_over_300_lines() -> None:
    lengths = {path: len((ROOT / path).read_text(encoding="utf-8").splitlines()) for path in tracked_source()}
    assert lengths
    too_long = {
        str(path): lines
        for path, lines in lengths.items()
        if not WRITTEN_BY_TOOLS.search(str(path)) and lines > LONGEST
    }
    assert not too_long


def test_packages_are_folders_and_nothing_more() -> None:
    assert [path for path in tracked() if path.name == "__init__.py" and (ROOT / path).read_bytes().strip()] == []


@pytest.mark.parametrize("name", ["requirements.lock", "pwa/package-lock.json", "bench/lighthouse/package-lock.json"])
def test_lock_files_name_no_registry(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert re.findall(r'"resolved"|--(?:extra-)?index-url|--find-links|file://| @ https?://', text) == []


def test_every_python_package_is_locked_with_a_hash() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[a-z0-9])", text.strip())
    assert len(blocks) > 50
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_no_file_is_a_grab_bag() -> None:
    grab_bags = {"utils", "util", "helpers", "helper", "manager", "misc"}
    assert [path for path in tracked_source() if path.stem.lower() in grab_bags] == []


def test_each_decision_has_a_number_of_its_own() -> None:
    numbers = sorted(path.name[:4] for path in (ROOT / "docs" / "decisions").glob("*.md"))
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]


def test_the_tables_of_a_slice_are_reached_through_its_service() -> None:
    """Only the ground floor's tables are anybody's: those of spaces and of the record of operations."""
    for path in tracked_source():
        if path.suffix == ".py" and path.parts[0] == "server" and len(path.parts) > 2:
            imported = set(re.findall(r"^from server\.(\w+)\.models import", (ROOT / path).read_text(), re.MULTILINE))
            assert imported <= {path.parts[1], "spaces", "writes"}, path


def test_only_the_ground_floor_commits() -> None:
    """A transaction ends where it began, in server/db.py: no route and no service commits half of one."""
    server = [path for path in tracked_source() if path.parts[0] == "server" and path.suffix == ".py"]
    found = [path for path in server if ".commit()" in (ROOT / path).read_text(encoding="utf-8")]
    assert found == [Path("server/db.py")]
