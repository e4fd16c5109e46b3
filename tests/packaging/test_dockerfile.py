"""The image: pinned, small, not root, without secrets, and its steps really run."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.packaging.dockerfile import Instruction, Stage, read
from tests.packaging.tree import copy_tracked
from tests.support.databases import ROOT, environment

STAGES = read(ROOT / "Dockerfile")
LAST = STAGES[-1]


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
def test_base_images_are_pinned_to_a_patch_release(stage: Stage) -> None:
    assert re.fullmatch(r"[a-z]+:\d+\.\d+\.\d+-[a-z-]+", stage.image), stage.image


def test_the_process_is_not_root() -> None:
    users = LAST.all("USER")
    assert users
    assert all(re.fullmatch(r"[1-9]\d{3,}:[1-9]\d{3,}", user.rest) for user in users)
    after = LAST.instructions[LAST.instructions.index(users[-1]) :]
    assert {"COPY", "RUN"}.isdisjoint(each.word for each in after)


def test_the_last_stage_installs_nothing() -> None:
    assert not LAST.all("RUN")
    assert len(LAST.all("CMD")) == len(LAST.all("HEALTHCHECK")) == 1
    assert isinstance(json.loads(LAST.all("CMD")[0].rest), list), "CMD in exec form, so that signals arrive"


def test_no_secret_is_baked_in() -> None:
    for stage in STAGES:
        for each in stage.all("ENV"):
            assert not re.search(r"(PASSWORD|SECRET|TOKEN|KEY|DATABASE_URL)\w*=", each.rest), each.rest
        for each in stage.all("COPY"):
            assert not {"secrets", "instance", ".env", ".", ".git"} & set(each.arguments[:-1]), each.rest


def test_steps_are_relative_to_the_folder_of_the_stage() -> None:
    """Otherwise they could not be run below in a clean folder, and would write outside it."""
    for stage in STAGES:
        for step in stage.all("RUN"):
            assert not re.search(r"(^|\s)/", step.rest), step.rest
            assert not re.search(r"\b(sudo|apt-get upgrade|latest)\b", step.rest), step.rest


def test_uv_is_the_one_of_the_makefile() -> None:
    pinned = re.search(r"UV_VERSION := (\S+)", (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert pinned
    assert f"uv=={pinned[1]} " in (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\n", " ")


def test_only_what_is_copied_enters_the_build_context() -> None:
    allowed = {
        line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").split() if line.startswith("!")
    }
    for stage in STAGES:
        for each in stage.all("COPY"):
            if "from" not in each.flags:
                assert {source.split("/")[0] for source in each.arguments[:-1]} <= allowed


@pytest.fixture
def clean_folder() -> Iterator[Path]:
    # On disk, beside the package managers' caches, so that files are linked and not copied into memory.
    with tempfile.TemporaryDirectory(prefix="hearth-image-", dir="/var/tmp") as folder:
        yield Path(folder)


def test_the_steps_make_a_hearth_that_runs(clean_folder: Path) -> None:
    """Carries out WORKDIR, COPY and RUN of every stage, in folders instead of layers, then asks the result for help."""
    context = clean_folder / "context"
    copy_tracked(context)
    commands = clean_folder / "commands"
    commands.mkdir()
    _install_python(commands)
    roots: dict[str, Path] = {}
    for stage in STAGES:
        roots[stage.name] = clean_folder / f"stage-{stage.name}"
        _carry_out(stage, roots, context, commands)
    server = roots["server"] / "opt/hearth"
    asked = subprocess.run(
        [server / ".venv/bin/hearth", "--help"],
        cwd=server,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert asked.returncode == 0, asked.stderr
    assert "serve" in asked.stdout
    final = roots[LAST.name] / "opt/hearth"
    assert (final / "pwa/dist/index.html").exists()
    assert {(final / folder).stat().st_mode & 0o777 for folder in ("instance", "secrets")} == {0o700}
    assert not list(final.glob(".venv/lib/*/site-packages/pytest")), "only what a running Hearth needs"


def _carry_out(stage: Stage, roots: dict[str, Path], context: Path, commands: Path) -> None:
    root = roots[stage.name]
    folder = root
    for step in stage.instructions:
        if step.word == "WORKDIR":
            folder = root / step.rest.lstrip("/")
            folder.mkdir(parents=True, exist_ok=True)
        elif step.word == "COPY":
            _copy(step, roots, context, folder)
        elif step.word == "RUN":
            done = subprocess.run(
                ["sh", "-ec", step.rest],
                cwd=folder,
                env=_step_environment(commands),
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, f"{step.rest}\n{done.stdout}{done.stderr}"


def _copy(step: Instruction, roots: dict[str, Path], context: Path, folder: Path) -> None:
    *sources, target = step.arguments
    for source in sources:
        origin = roots[step.flags["from"]] / source.lstrip("/") if "from" in step.flags else context / source
        if origin.is_dir():
            shutil.copytree(origin, folder / target, dirs_exist_ok=True, symlinks=True)
            made = folder / target
        else:
            (folder / target).mkdir(parents=True, exist_ok=True)
            made = Path(shutil.copy(origin, folder / target))
        if "chmod" in step.flags:
            made.chmod(int(step.flags["chmod"], 8))


def _install_python(commands: Path) -> None:
    # A Python that is no environment, as an image has it; by this name, which many machines do not have.
    command = commands / "python"
    base = Path(sys.base_prefix) / "bin" / f"python3.{sys.version_info.minor}"
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(str(base))} "$@"\n')
    command.chmod(0o755)


def _step_environment(commands: Path) -> dict[str, str]:
    # That `python`, and the Node that `make` chose.
    kept = {name: value for name, value in environment().items() if name not in ("VIRTUAL_ENV", "CI")}
    return kept | {"PATH": os.pathsep.join([str(ROOT / ".make/bin"), str(commands), os.environ["PATH"]])}
