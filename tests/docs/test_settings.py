"""docs/settings.md lists every setting the code reads, with the value it has unless given, and no other."""

import ast
import re

from server.config import Settings, from_environment
from tests.support.databases import ROOT

ROW = re.compile(r"^\| `(HEARTH_[A-Z_]+)` \| (?:`([^`]*)`)? ?\| (.+) \|$", re.MULTILINE)
DOCUMENTED = {
    name: (default, text) for name, default, text in ROW.findall((ROOT / "docs/settings.md").read_text("utf-8"))
}


def read_by_the_code() -> dict[str, str]:
    """Setting -> how it is read (text, secret, number, flag, names), from the calls in server/config.py."""
    tree = ast.parse((ROOT / "server/config.py").read_text(encoding="utf-8"))
    found = {}
    for call in ast.walk(tree):
        if (
            isinstance(call, ast.Call)
            and isinstance(call.func, ast.Attribute)
            and isinstance(call.func.value, ast.Name)
            and call.func.value.id == "read"
            and isinstance(call.args[0], ast.Constant)
        ):
            found[f"HEARTH_{call.args[0].value!s}"] = call.func.attr
    return found


def test_every_setting_is_documented_and_no_other() -> None:
    assert len(read_by_the_code()) > 10
    assert set(DOCUMENTED) == set(read_by_the_code())


def test_no_other_file_reads_settings_from_the_environment() -> None:
    for path in (ROOT / "server").rglob("*.py"):
        if path.name != "config.py":
            text = path.read_text(encoding="utf-8")
            unknown = (
                set(re.findall(r"HEARTH_[A-Z_]+", text)) - set(DOCUMENTED) - {f"{name}_FILE" for name in DOCUMENTED}
            )
            assert not {name for name in unknown if re.search(rf"environ[^\n]*{name}", text)}, path


def test_secrets_say_that_a_file_will_do() -> None:
    secrets = {name for name, how in read_by_the_code().items() if how == "secret"}
    assert secrets == {name for name, (_, text) in DOCUMENTED.items() if "*or file.*" in text}


def test_the_documented_defaults_are_the_real_ones() -> None:
    real: Settings = from_environment({})
    for name, (default, _) in DOCUMENTED.items():
        value = getattr(real, name.removeprefix("HEARTH_").lower())
        if default.isdigit():
            assert int(value) == int(default), name
        elif name.endswith("_DIR"):
            assert str(value).endswith(default), name
        elif name.endswith("_URL"):
            assert default == "", name
        else:
            assert value == (default or ()), name
