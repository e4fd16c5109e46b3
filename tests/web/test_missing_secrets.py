"""A database whose keys are gone is not opened with new ones."""

import subprocess
from pathlib import Path

from tests.support.databases import HEARTH, environment
from tests.support.server import ServerProcess, free_port


def test_a_database_without_its_keys_is_left_alone(tmp_path: Path) -> None:
    server = ServerProcess(tmp_path).start()
    server.sign_up("ada", "Ada")
    server.stop()
    (server.secrets_dir / "keys.json").rename(tmp_path / "kept.json")
    settings = environment(data_dir=server.data_dir, secrets_dir=server.secrets_dir)
    command: list[str | Path] = [HEARTH, "serve", "--port", str(free_port())]
    refused = subprocess.run(
        command, env=settings, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )
    assert refused.returncode == 1
    assert "its keys are not in" in refused.stderr
    assert not (server.secrets_dir / "keys.json").exists()
