"""docs/api.md, run block by block in one shell against a real server, as its reader would."""

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

from tests.docs import curl
from tests.support.canary import Canaries
from tests.support.databases import ROOT
from tests.support.server import ServerProcess

GUIDE = (ROOT / "docs/api.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```bash\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)


def documents(output: str) -> list[Any]:
    """The JSON documents that were printed, in order."""
    found, decoder, at = [], json.JSONDecoder(), 0
    while (start := output.find("{", at)) >= 0:
        document, at = decoder.raw_decode(output, start)
        found.append(document)
    return found


def test_the_walk_through_works(server_process: ServerProcess, canaries: Canaries, tmp_path: Path) -> None:
    assert len(BLOCKS) > 8
    script = "\n".join(BLOCKS).replace("http://localhost:8000", f"http://127.0.0.1:{server_process.port}")
    curl.install(tmp_path)
    outside = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    outside["PATH"] = f"{tmp_path}{os.pathsep}{outside['PATH']}"
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script], cwd=ROOT, env=outside, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr + server_process.log
    me, commitment, act, read, answer, trend, opened, synced, refused, left, after = documents(done.stdout)
    assert me["person"]["handle"] == "ada.example"
    assert commitment["rev"] < act["rev"] < answer["rev"]
    # A leaving changes no row of the couple's space: its rev is taken in the leaver's own.
    assert commitment["space_id"] != left["space_id"]
    note = read["body"]["note"]
    assert note == "A message came at noon. I said so at supper."
    assert trend["strands"]["promises"]["direction"]["call"] == "too_early"
    assert opened["safe"] == 6
    assert {space["kind"] for space in synced["spaces"]} == {"private", "couple"}
    assert refused["code"] == "not_found"
    assert after["items"] == [], "after leaving one reads only one's own"
    assert len(re.findall(r"shown once: [0-9A-Z]{26}$", done.stderr, re.MULTILINE)) == 2
    # What was sealed or kept as text is not to be found in the database's files or the log.
    canaries.planted = {"note": note, "words": "Thank you for not waiting.", "check_in": '"safe":6'}
    assert canaries.found_in(server_process.data_dir, server_process.log_path) == []


def test_every_call_it_makes_is_in_the_reference() -> None:
    paths = json.loads((ROOT / "openapi.json").read_text(encoding="utf-8"))["paths"]
    patterns = [re.sub(r"\{[^}]+\}", "[^/]+", path.removeprefix("/api/v1")) for path in paths]
    made = re.findall(r"\$(?:shared|HEARTH/api/v1)(/[^\s\"?]*)", re.sub(r"\$\(uuid\)", "ID", GUIDE))
    for path in set(made) - {"/spaces/$SPACE"}:
        candidates = (path, f"/spaces/ID{path}")
        assert any(re.fullmatch(pattern, each) for pattern in patterns for each in candidates), path
