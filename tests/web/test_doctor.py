"""`hearth doctor`: what it finds, what it advises, and that it changes nothing. And the command's own manners."""

import io
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from server import cli, clock
from server.config import Settings
from server.db import transaction
from server.host import doctor
from server.host.status import make_status_password
from server.notifications import counters
from server.notifications.vapid import make_vapid_keys
from server.sealing import make_secrets
from server.spaces.scope import act_as_server
from tests.support.databases import HEARTH, environment


@pytest.fixture
def well(settings: Settings, tmp_path: Path) -> Settings:
    """A Hearth with everything in its place."""
    make_secrets(settings.secrets_dir)
    make_vapid_keys(settings.secrets_dir)
    make_status_password(settings.secrets_dir)
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "index.html").write_text("<!doctype html>", encoding="utf-8")
    return replace(settings, app_dir=tmp_path / "dist")


def nothing_there(tmp_path: Path, url: str) -> Settings:
    """A Hearth that was never started."""
    data, secrets = tmp_path / "data", tmp_path / "secrets"
    return Settings(data_dir=data, secrets_dir=secrets, app_dir=tmp_path, database_url=url, owner_database_url=url)


def examine(settings: Settings) -> tuple[int, str]:
    out = io.StringIO()
    return doctor.examine(settings, out), out.getvalue()


def troubles(report: str) -> list[str]:
    """The names of what it marked."""
    return [line[2:].partition(":")[0] for line in report.splitlines() if line.startswith("! ")]


def test_all_is_well(well: Settings) -> None:
    code, report = examine(well)
    assert (code, troubles(report)) == (0, [])
    for what in ("Python", "libraries", "SQLite library", "secrets", "app", "database", "push services", "clock"):
        assert f"  {what}: " in report
    assert report.endswith("All is well.\n")


@pytest.mark.parametrize("reason", ["403", "413"])
def test_a_push_service_that_refuses_us_is_an_alarm(app: Flask, well: Settings, reason: str) -> None:
    with app.app_context(), transaction() as session:
        act_as_server(session)
        counters.count(session, [f"alarm:{reason}:updates.push.services.mozilla.com"], clock.now())
    code, report = examine(well)
    assert (code, troubles(report)) == (1, ["push services"])
    assert f"host updates.push.services.mozilla.com, last_at {clock.now():%Y-%m-%d}" in report
    assert f"reason {reason}" in report
    assert counters.advice(reason) in report


def _lose_keys(settings: Settings) -> None:
    (settings.secrets_dir / "keys.json").unlink()


def _lose_push_keys(settings: Settings) -> None:
    (settings.secrets_dir / "vapid.json").unlink()


def _break_keys(settings: Settings) -> None:
    (settings.secrets_dir / "keys.json").write_text("{", encoding="utf-8")


def _open_secrets(settings: Settings) -> None:
    settings.secrets_dir.chmod(0o755)


def _lose_app(settings: Settings) -> None:
    (settings.app_dir / "index.html").unlink()


@pytest.mark.parametrize(
    ("spoil", "what", "advice"),
    [
        (_lose_keys, "secrets", "hearth keys"),
        (_lose_push_keys, "secrets", "hearth keys"),
        (_break_keys, "secrets", "your copy"),
        (_open_secrets, "secrets", "chmod 700"),
        (_lose_app, "app", "HEARTH_APP_DIR"),
    ],
)
def test_one_trouble_at_a_time(well: Settings, spoil: Callable[[Settings], None], what: str, advice: str) -> None:
    spoil(well)
    files = sorted(path.name for path in well.secrets_dir.iterdir())
    code, report = examine(well)
    assert (code, troubles(report)) == (1, [what])
    assert advice in report
    assert report.endswith("1 to look at.\n")
    assert sorted(path.name for path in well.secrets_dir.iterdir()) == files, "a doctor changes nothing"


def test_a_database_that_is_not_there(tmp_path: Path) -> None:
    code, report = examine(nothing_there(tmp_path, f"sqlite:///{tmp_path / 'data' / 'hearth.db'}"))
    assert (code, troubles(report)) == (1, ["secrets", "app", "database"])
    assert "Run 'hearth migrate'" in report
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_does_not_answer(tmp_path: Path) -> None:
    code, report = examine(nothing_there(tmp_path, f"postgresql+psycopg://hearth:secret@/hearth?host={tmp_path}"))
    assert code == 1
    assert "database" in troubles(report)
    assert "Check HEARTH_DATABASE_URL." in report
    assert "secret@" not in report


def test_a_database_before_its_migration(well: Settings, tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    url = f"sqlite:///{tmp_path / 'empty.db'}"
    code, report = examine(replace(well, database_url=url, owner_database_url=url))
    assert (code, troubles(report)) == (1, ["database"])
    assert "revision None" in report


def test_the_command_says_which_setting_is_wrong(tmp_path: Path) -> None:
    done = subprocess.run(
        [HEARTH, "doctor"], env=environment(port="many"), cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "HEARTH_PORT" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_keys_are_made_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli, "from_environment", lambda: Settings(secrets_dir=tmp_path / "secrets"))
    assert cli.main(["keys"]) == 0
    made = {path.name: path.read_bytes() for path in (tmp_path / "secrets").iterdir()}
    assert set(made) == {"keys.json", "status.json", "vapid.json"}
    assert cli.main(["keys"]) == 0
    assert {path.name: path.read_bytes() for path in (tmp_path / "secrets").iterdir()} == made
    assert cli.main(["keys", "--rotate-push"]) == 0
    assert (tmp_path / "secrets" / "keys.json").read_bytes() == made["keys.json"]
    assert (tmp_path / "secrets" / "vapid.json").read_bytes() != made["vapid.json"]
    assert str(tmp_path / "secrets") in capsys.readouterr().out


def test_migrating_says_where_it_ends(well: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "from_environment", lambda: well)
    assert cli.main(["migrate"]) == 0
