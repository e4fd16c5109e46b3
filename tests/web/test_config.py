"""A setting that cannot be right stops the start and is named; secrets may stand in files."""

from pathlib import Path

import pytest

from server.config import BadSetting, from_environment

POSTGRES = "postgresql://hearth:secret@db/hearth"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "eight"),
        ("PORT", "-1"),
        ("PORT", "80.5"),
        ("PORT", "²"),
        ("THREADS", "0"),
        ("THREADS", "65"),
        ("WORKERS", "33"),
        ("WORKERS", "2"),  # more than one needs PostgreSQL
        ("TRUSTED_PROXIES", "6"),
        ("WORKER_TICK_S", "0"),
        ("WORKER_TICK_S", "301"),
        ("RUN_WORKER", "perhaps"),
        ("PUSH_ALLOW_LOCAL", "2"),
        ("LOG_LEVEL", "LOUD"),
        ("DATABASE_URL", "mysql://db/hearth"),
        ("DATABASE_URL", "/var/lib/hearth.db"),
        ("DATABASE_URL", "sqlite:///"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("DATABASE_URL", "postgresql://db"),
        ("DATABASE_URL", "postgresql://db:port/hearth"),
        ("OWNER_DATABASE_URL", "oracle://db/hearth"),
        ("OWNER_DATABASE_URL", POSTGRES),  # beside the embedded one
        ("ORIGINS", "hearth.example"),
        ("ORIGINS", "https://hearth.example/"),
        ("ORIGINS", "https://"),
        ("ORIGINS", "https://one.example, ftp://two.example"),
        ("PUSH_CONTACT", "ada@hearth.example"),
        ("PUSH_CONTACT", "mailto:"),
        ("PUSH_CONTACT", "http://hearth.example"),
        ("PUSH_EXTRA_HOSTS", "https://push.example"),
    ],
)
def test_a_value_that_cannot_be_stops_the_start(name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=f"HEARTH_{name}\\b"):
        from_environment({f"HEARTH_{name}": value})


def test_it_starts_without_any_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    settings = from_environment({})
    assert settings.data_dir == tmp_path / "instance"
    assert settings.secrets_dir == tmp_path / "secrets"
    assert settings.sqlite_path == tmp_path / "instance" / "hearth.db"
    assert settings.owner_database_url == settings.database_url
    assert (settings.host, settings.port, settings.workers) == ("127.0.0.1", 8000, 1)


def test_values_as_a_host_writes_them() -> None:
    settings = from_environment(
        {
            "HEARTH_DATABASE_URL": POSTGRES,
            "HEARTH_WORKERS": " 4 ",
            "HEARTH_ORIGINS": "https://one.example, https://two.example:8443,",
            "HEARTH_RUN_WORKER": "no",
            "HEARTH_PUSH_EXTRA_HOSTS": "push.example,*.gateway.example,localhost:8009",
            "HEARTH_LOG_LEVEL": "debug",
            "HEARTH_PORT": "",
        }
    )
    assert settings.database_url == POSTGRES.replace("postgresql://", "postgresql+psycopg://")
    assert settings.owner_database_url == settings.database_url
    assert (settings.is_sqlite, settings.sqlite_path, settings.workers, settings.port) == (False, None, 4, 8000)
    assert settings.origins == ("https://one.example", "https://two.example:8443")
    assert (settings.run_worker, settings.log_level) == (False, "DEBUG")


def test_keys_do_not_lie_with_the_data() -> None:
    for secrets in ("/srv/hearth", "/srv/hearth/secrets"):
        with pytest.raises(BadSetting, match="HEARTH_SECRETS_DIR"):
            from_environment({"HEARTH_DATA_DIR": "/srv/hearth", "HEARTH_SECRETS_DIR": secrets})


def test_a_database_url_may_stand_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "url"
    path.write_text(f"{POSTGRES}\n", encoding="utf-8")
    for name in ("DATABASE_URL", "OWNER_DATABASE_URL"):
        given = {
            "HEARTH_DATABASE_URL": POSTGRES,
            f"HEARTH_{name}": "sqlite:///elsewhere.db",
            f"HEARTH_{name}_FILE": str(path),
        }
        assert "secret@db" in getattr(from_environment(given), name.lower())


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_file_that_cannot_be_read_stops_the_start(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "url"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BadSetting, match="HEARTH_DATABASE_URL_FILE"):
        from_environment({"HEARTH_DATABASE_URL_FILE": str(path)})


def test_no_message_repeats_a_password(tmp_path: Path) -> None:
    with pytest.raises(BadSetting) as raised:
        from_environment({"HEARTH_DATABASE_URL": "mysql://hearth:secret@db/hearth"})
    assert "secret" not in str(raised.value)
