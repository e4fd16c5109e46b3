"""docker-compose.yml and the Caddyfile, without an engine: their shape, and what must hold whoever starts them."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, ValidationError

from tests.support.databases import ROOT

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SCHEMA = json.loads(Path(__file__).with_name("compose.schema.json").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = ("migrate", "web", "worker")


def test_it_is_as_the_schema_says() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA).validate(COMPOSE)


@pytest.mark.parametrize(
    "slip",
    [
        {"port": ["80:80"]},
        {"restart": False},
        {"depends_on": {"postgres": {"condition": "healthy"}}},
        {"environment": {"HEARTH_RUN_WORKER": 0}},
    ],
)
def test_the_schema_catches_slips(slip: dict[str, Any]) -> None:
    wrong = COMPOSE | {"services": SERVICES | {"web": SERVICES["web"] | slip}}
    with pytest.raises(ValidationError):
        Draft202012Validator(SCHEMA).validate(wrong)


def test_every_name_that_is_used_is_defined() -> None:
    for service in SERVICES.values():
        assert set(service["networks"]) <= set(COMPOSE["networks"])
        assert set(service.get("secrets", [])) <= set(COMPOSE["secrets"])
        assert set(service.get("depends_on", {})) <= set(SERVICES)
        named = {volume.split(":")[0] for volume in service.get("volumes", []) if not volume.startswith(".")}
        assert named <= set(COMPOSE["volumes"])


def test_images_are_pinned() -> None:
    for name, service in SERVICES.items():
        assert re.fullmatch(r"[a-z]+:\d+\.\d+(\.\d+)?(-[a-z]+)?", service["image"]), name


def test_only_caddy_can_be_reached_from_outside() -> None:
    assert {name for name, service in SERVICES.items() if "ports" in service} == {"caddy"}
    assert "outside" not in SERVICES["postgres"]["networks"]
    assert COMPOSE["networks"]["inside"]["internal"] is True


def test_no_secret_stands_in_an_environment() -> None:
    for service in SERVICES.values():
        for name, value in service.get("environment", {}).items():
            if re.search(r"PASSWORD|SECRET|TOKEN|DATABASE_URL", name):
                assert name.endswith("_FILE"), name
                assert value.startswith("/run/secrets/"), name
                assert value.removeprefix("/run/secrets/") in service["secrets"]


@pytest.mark.parametrize("name", OURS)
def test_our_containers_can_do_little(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]


def test_nothing_starts_before_the_migration_is_done() -> None:
    for name in ("web", "worker"):
        assert SERVICES[name]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"
    assert SERVICES["migrate"]["restart"] == "no"


def test_the_caddyfile_holds_together() -> None:
    text = (ROOT / "Caddyfile").read_text(encoding="utf-8")
    code = re.sub(r"\{\$[^}]*\}", "VALUE", "\n".join(line.split("#")[0] for line in text.splitlines()))
    depth = 0
    for line in code.splitlines():
        depth += line.count("{") - line.count("}")
        assert depth in (0, 1, 2)
    assert depth == 0
    asked = set(re.findall(r"\{\$([A-Z_]+)", text))
    given = set(SERVICES["caddy"]["environment"])
    assert given <= asked
    assert "reverse_proxy {$HEARTH_UPSTREAM:web:8000}" in text
    assert set(SERVICES["web"]["networks"]) & set(SERVICES["caddy"]["networks"])
