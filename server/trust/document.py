"""`hearth trend FILE`: an observations document in, its trends out, without a database or a network."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TextIO, TypeVar

from server.trust.levels import feeling_safe_trend, promises_trend
from server.trust.observations import FeelingDay, PromiseDay, fault
from server.trust.text import Mark, in_text
from server.trust.trend import Trend
from server.trust.wording import LANGUAGES, Language

FORMAT_IN = "hearth-observations/1"
FORMAT_OUT = "hearth-trend/1"
LISTS = ("promises", "feeling_safe", "marks")
REFUSED = 2
MOST_DAYS = 36_525

Entry = TypeVar("Entry", PromiseDay, FeelingDay, Mark)


class DocumentError(ValueError):
    """A document that is refused, with the line (from 1) that says why."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")


@dataclass(frozen=True, slots=True)
class Document:
    """What an observations document holds; the days as they came."""

    as_of: date
    promises: list[PromiseDay]
    feeling_safe: list[FeelingDay]
    marks: list[Mark]


def read(text: str) -> Document:
    """The document written in `text`. Raises DocumentError."""
    members = {name: (line, value) for line, name, value in _members(text.removeprefix("\ufeff"))}
    line, found = members.get("format", (1, None))
    if found != FORMAT_IN:
        raise DocumentError(line, f'"format" is {json.dumps(found)}, not "{FORMAT_IN}"')
    line, found = members.get("as_of", (1, None))
    as_of = _day(line, "as_of", found)
    return Document(
        as_of,
        _entries(members, "promises", as_of, _promise_day),
        _entries(members, "feeling_safe", as_of, _feeling_day),
        _entries(members, "marks", as_of, _mark),
    )


def trends(document: Document) -> dict[str, Trend]:
    """The two levels by strand."""
    return {
        "promises": promises_trend(document.promises, document.as_of),
        "feeling_safe": feeling_safe_trend(document.feeling_safe, document.as_of),
    }


def main(  # noqa: PLR0917 - called once, by the command line, with what a process has
    path: str, text: bool, language: str, stdin: TextIO, stdout: TextIO, stderr: TextIO
) -> int:
    """Run `hearth trend`: returns the exit code, 0, or 2 where the document is refused or cannot be read."""
    spoken: Language = next((one for one in LANGUAGES if one == language), "en")
    try:
        document = read(stdin.read() if path == "-" else Path(path).read_text("utf-8"))
    except DocumentError as refusal:
        print(f"hearth trend: {path}: {refusal}", file=stderr)
        return REFUSED
    except (OSError, UnicodeDecodeError) as failure:
        print(f"hearth trend: {path}: {failure}", file=stderr)
        return REFUSED
    found = trends(document)
    if text:
        stdout.write(in_text(found["promises"], found["feeling_safe"], document.marks, spoken))
    else:
        strands = {name: trend.to_json() for name, trend in found.items()}
        json.dump({"format": FORMAT_OUT, "strands": strands}, stdout, ensure_ascii=False)
        stdout.write("\n")
    return 0


class _Lines:
    """Line numbers of places in a text, asked for from the front to the back."""

    def __init__(self, text: str) -> None:
        self._text, self._at, self._line = text, 0, 1

    def of(self, place: int) -> int:
        self._line += self._text.count("\n", self._at, place)
        self._at = place
        return self._line


def _members(text: str) -> Iterator[tuple[int, str, Any]]:
    """The outermost names with their values and lines; each list of days as (line, day) pairs."""
    try:
        whole = json.loads(text)
    except json.JSONDecodeError as error:
        raise DocumentError(error.lineno, f"not JSON: {error.msg}") from None
    except (RecursionError, ValueError) as error:
        raise DocumentError(1, f"cannot be read: {error}") from None
    if not isinstance(whole, dict):
        raise DocumentError(1, "not an object")
    # The text is known to be JSON by now, so these steps can only meet what they look for.
    decode, lines, names = json.JSONDecoder().raw_decode, _Lines(text), set()
    at = _skip(text, text.index("{") + 1)
    while text[at] != "}":
        name, end = decode(text, at)
        line = lines.of(at)
        if name in names:
            raise DocumentError(line, f"{json.dumps(name)} is given twice")
        names.add(name)
        at = _skip(text, _skip(text, end) + 1)
        if name in LISTS and text[at] == "[":
            value: Any = []
            at = _skip(text, at + 1)
            while text[at] != "]":
                entry, end = decode(text, at)
                value.append((lines.of(at), entry))
                at = _skip(text, end, ",")
            end = at + 1
        else:
            value, end = decode(text, at)
        yield line, name, value
        at = _skip(text, end, ",")


def _skip(text: str, at: int, also: str = "") -> int:
    while text[at] in " \t\r\n" + also:
        at += 1
    return at


def _entries(
    members: dict[str, tuple[int, Any]], name: str, as_of: date, entry_of: Callable[[int, dict[str, Any], date], Entry]
) -> list[Entry]:
    line, found = members.get(name, (1, []))
    if not isinstance(found, list):
        raise DocumentError(line, f'"{name}" is not a list')
    entries: list[Entry] = []
    lines: dict[date, int] = {}
    for line, fields in found:
        if not isinstance(fields, dict):
            raise DocumentError(line, f'not an object in "{name}"')
        on = _day(line, "on", fields.get("on"))
        if on > as_of:
            raise DocumentError(line, f"{on.isoformat()} is after as_of, {as_of.isoformat()}")
        if (as_of - on).days > MOST_DAYS:
            raise DocumentError(line, f"{on.isoformat()} is more than a hundred years before as_of")
        entry = entry_of(line, fields, on)
        if not isinstance(entry, Mark) and on in lines:
            raise DocumentError(line, f'{on.isoformat()} is given twice in "{name}", first in line {lines[on]}')
        lines[on] = line
        entries.append(entry)
    return entries


def _promise_day(line: int, fields: dict[str, Any], on: date) -> PromiseDay:
    due = _whole(line, on, fields, "due")
    kept, partly, missed_told = (_whole(line, on, fields, name) for name in ("kept", "partly", "missed_told"))
    if kept is None or partly is None or missed_told is None:
        raise DocumentError(line, f'{on.isoformat()} needs "kept", "partly" and "missed_told"')
    day = PromiseDay(on, due, kept, partly, missed_told)
    return _possible(line, day)


def _feeling_day(line: int, fields: dict[str, Any], on: date) -> FeelingDay:
    if not {"safe", "seen", "valued"} & fields.keys():
        raise DocumentError(line, f'{on.isoformat()} needs "safe", "seen" or "valued"')
    return _possible(line, FeelingDay(on, *(_whole(line, on, fields, name) for name in ("safe", "seen", "valued"))))


def _mark(line: int, fields: dict[str, Any], on: date) -> Mark:
    label = fields.get("label")
    if not isinstance(label, str):
        raise DocumentError(line, f'{on.isoformat()} needs a "label"')
    return Mark(on, label)


AnyDay = TypeVar("AnyDay", PromiseDay, FeelingDay)


def _possible(line: int, day: AnyDay) -> AnyDay:
    reason = fault(day)
    if reason is not None:
        raise DocumentError(line, f"{day.on.isoformat()}: {reason}")
    return day


def _whole(line: int, on: date, fields: dict[str, Any], name: str) -> int | None:
    value = fields.get(name)
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise DocumentError(line, f"{on.isoformat()}: {name} is {json.dumps(value)}, not a whole number")


def _day(line: int, name: str, value: object) -> date:
    if isinstance(value, str):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            pass
        else:
            if day.isoformat() == value:
                return day
    raise DocumentError(line, f'"{name}" is {json.dumps(value)}, not a date like 2026-11-22')
