"""Writes the OpenAPI document of the code as it stands: python -m tests.support.openapi FILE."""

import json
import sys
import tempfile
from pathlib import Path

from server.app import create_app
from server.config import Settings


def document() -> str:
    """The document the server would serve, with its keys in order so that a change shows as itself."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        url = f"sqlite:///{home / 'hearth.db'}"
        settings = Settings(
            data_dir=home, secrets_dir=home / "secrets", database_url=url, owner_database_url=url, run_worker=False
        )
        answer = create_app(settings).test_client().get("/api/v1/openapi.json")
    assert answer.status_code == 200, answer.data
    return json.dumps(answer.json, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(document(), encoding="utf-8")
