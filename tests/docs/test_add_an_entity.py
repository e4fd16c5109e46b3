"""CONTRIBUTING.md, "Add an entity": its steps, walked in a copy of the tree with a kind that is made up for it."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.databases import ROOT

WALK = ROOT / "tests/docs/add_an_entity"
NEW = WALK / "new"
EDITS = tomllib.loads((WALK / "edits.toml").read_text(encoding="utf-8"))["edit"]
STEPS = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("\n## Add an entity\n")[1].split("\n## ")[0]
# Written by a command of the steps, never by hand.
GENERATED = {"openapi.json", "pwa/src/api/schema.d.ts"}
AT_MOST = 10
# Those that derive from the declarations, and the kind's own.
SERVER_TESTS = (
    "tests/moments",
    "tests/access/test_routes.py",
    "tests/access/test_words.py",
    "tests/migrations",
    "tests/docs/test_protocol.py",
    "tests/web/test_bodies.py::test_the_papers_name_every_clear_column",
)
# The environments are the tree's own: so make takes the installation steps for done, and installs nothing anew.
INSTALLED = [f"--old-file=.make/{step}" for step in ("python", "install", "npm")]

# About a minute; much more beside other work, and where types have to be worked out anew.
pytestmark = pytest.mark.timeout(900)


def run(tree: Path, *command: str, folder: str = "") -> str:
    """Runs a command in the copy, with its own `server` and `tests` before those of this tree; what it printed."""
    environment = os.environ | {"PYTHONPATH": str(tree), "PATH": f"{tree / '.make/bin'}:{os.environ['PATH']}"}
    done = subprocess.run(command, cwd=tree / folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout[-6000:]}{done.stderr[-6000:]}"
    return done.stdout


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the tree, committed, after all steps."""
    copy = tmp_path_factory.mktemp("walk") / "hearth"
    listed = run(ROOT, "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    for name in filter(None, listed):
        if (ROOT / name).exists():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)
    for name in (".venv", ".make", "pwa/node_modules"):
        (copy / name).symlink_to(ROOT / name)
    if (ROOT / ".mypy_cache").exists():
        shutil.copytree(ROOT / ".mypy_cache", copy / ".mypy_cache")  # else types are worked out anew, in a minute
    author = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for command in (("init", "-q"), ("add", "-A"), (*author, "commit", "-qm", "Before")):
        run(copy, "git", *command)
    shutil.copytree(NEW, copy, dirs_exist_ok=True)
    for edit in EDITS:
        for name in edit["files"]:
            text = (copy / name).read_text(encoding="utf-8")
            assert text.count(edit["find"]) == 1, f"{name}: {edit['find']!r}"
            (copy / name).write_text(text.replace(edit["find"], edit["replace"]), encoding="utf-8")
    run(copy, "make", *INSTALLED, "migration", "name=add highlights")
    run(copy, "make", *INSTALLED, "openapi")
    yield copy
    shutil.rmtree(copy)


def test_every_file_is_named_in_the_steps() -> None:
    """The steps say `<slice>` and `<kind>` where this walk says moments and highlight."""
    named = re.findall(r"`([\w./<>{},-]+)`", STEPS)
    patterns = [re.escape(name) for name in named]
    patterns = [re.sub(r"<[a-z]+>", r"[\\w-]+", pattern) for pattern in patterns]
    patterns = [re.sub(r"\\\{([\w,]+)\\\}", lambda found: f"({found[1].replace(',', '|')})", each) for each in patterns]
    new = [str(path.relative_to(NEW)) for path in NEW.rglob("*") if path.is_file() and path.stat().st_size]
    for path in {*new, *GENERATED, *(name for edit in EDITS for name in edit["files"])}:
        assert any(re.fullmatch(pattern, path) for pattern in patterns), path


def test_few_files_that_are_there_are_edited(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stat = run(tree, "git", "diff", "--stat")
    with capsys.disabled():
        sys.stdout.write(f"\n{stat}")
    edited = set(run(tree, "git", "diff", "--name-only").split())
    assert len(edited) <= AT_MOST
    assert edited == GENERATED | {name for edit in EDITS for name in edit["files"]}


def test_the_server_serves_the_kind(tree: Path) -> None:
    """Routes, sync of both people, access, erasing, export; the migration, the documents, style and types."""
    python = str(tree / ".venv/bin/python")
    run(tree, python, "-m", "ruff", "check", "server", "tests")
    run(tree, python, "-m", "ruff", "format", "--check", "server", "tests")
    run(tree, str(tree / ".venv/bin/lint-imports"))
    run(tree, python, "-m", "mypy", "server/moments", "tests/moments", "tests/access")
    tests = [*SERVER_TESTS, "-k", "not postgresql and not ends_something"]
    run(tree, python, "-m", "pytest", *tests)


def test_the_app_shows_the_kind(tree: Path) -> None:
    """Types, style and import rules; projection and re-sending, and the screen over the example couple."""
    npx = ("npx", "--no-install")
    run(tree, "npm", "run", "--silent", "check", folder="pwa")
    run(tree, *npx, "vitest", "run", "src/entities", "src/words", "src/features/us/highlights.test.tsx", folder="pwa")
