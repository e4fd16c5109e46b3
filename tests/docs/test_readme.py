"""What README and the guides tell a person to type exists, and so does what they point to."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.support.databases import HEARTH, ROOT, environment

GUIDES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z0-9-]+):.*## ", MAKEFILE, re.MULTILINE))


@pytest.fixture(scope="module")
def commands() -> set[str]:
    """The commands of `hearth`, as its help lists them."""
    asked = subprocess.run([HEARTH, "--help"], env=environment(), capture_output=True, text=True, check=True)
    return set(re.findall(r"[a-z]+", asked.stdout))


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_make_targets_exist(guide: Path) -> None:
    typed = re.findall(r"(?:^ {4,}|`|=\S+ )make ([a-z0-9-]+)", guide.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(typed) <= TARGETS


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_hearth_commands_exist(guide: Path, commands: set[str]) -> None:
    typed = re.findall(r"(?:^ {4,}|`|/bin/|web )hearth ([a-z]+)", guide.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(typed) <= commands


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_links_lead_somewhere(guide: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)", guide.read_text(encoding="utf-8")):
        if not target.startswith("https://"):
            assert (guide.parent / target).exists(), target


def test_the_two_commands_are_in_the_readme_and_ci_runs_the_last() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in ("make run", "make demo", "make check", "make test"):
        assert f"\n    {command}\n" in readme
    assert "make test" in (ROOT / ".ci/run").read_text(encoding="utf-8")


def test_it_says_plainly_not_to_host_for_a_partner() -> None:
    for guide in (ROOT / "README.md", ROOT / "docs/host-guide.md"):
        assert re.search(
            r"do not (run|host) hearth for your own partner", guide.read_text(encoding="utf-8"), re.IGNORECASE
        )


def test_the_help_of_make_lists_every_target() -> None:
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert set(re.findall(r"^  make ([a-z0-9-]+) ", shown, re.MULTILINE)) == TARGETS
    assert {"run", "demo", "test", "check", "bench", "soak", "openapi", "lock", "clean"} <= TARGETS


def test_the_secrets_of_the_host_guide_fit_the_compose_file(tmp_path: Path) -> None:
    """Runs the guide's own lines, and reads what they wrote as the server would."""
    guide = (ROOT / "docs/host-guide.md").read_text(encoding="utf-8")
    lines = [line.strip() for line in guide.splitlines() if line.startswith("       ") and "compose-secrets" in line]
    assert len(lines) == 3
    subprocess.run(["sh", "-ec", "\n".join(lines)], cwd=tmp_path, check=True)
    password = (tmp_path / "compose-secrets/database_password").read_text()
    assert re.fullmatch(r"[0-9a-f]{48}", password)
    url = (tmp_path / "compose-secrets/database_url").read_text()
    assert url == f"postgresql://hearth:{password}@postgres/hearth"
