"""Every sentence that can be said, by table; and what no sentence may say."""

import json
import re
import string
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from server.trust.strands import Act, OpenWeek, WhatHelped
from server.trust.trend import Direction, Drop, Point, Trend
from server.trust.wording import (
    LANGUAGES,
    Language,
    catalogue,
    day_in_words,
    openness_sentences,
    sentences,
    what_helped_sentences,
)

TABLE = json.loads((Path(__file__).parents[1] / "vectors" / "trust_wording.json").read_text("utf-8"))
AS_OF = date(2026, 9, 20)

FORBIDDEN = {  # read as patterns, spaces and all
    "en": r"%|percent|because|due to|caused|thanks to|will |going to|soon|should|must|fault|blame"
    r"|fail|broke|score|streak|trustworth|target|forgiv|!",
    "es": r"%|por ciento|porque|debido|causa|gracias a|pronto será|deberías|debes|culpa|fracas"
    r"|fall[oó]|puntuaci|racha|confiable|meta|perd[oó]n|!|¡",
    "de": r"%|prozent|weil|wegen|verursacht|dank |wird bald|solltest|musst|schuld|versag|gescheitert"
    r"|punktzahl|serie|vertrauenswürdig|ziel|vergeb|!",
}
GENDERED = {
    "es": r"\b(él|ella|seguro|segura|juntos|ambos|todos)\b",
    "de": r"\b(er|sie ihn|Partner|Partnerin)\b",
}


def trend_of(fields: dict[str, Any]) -> Trend:
    newest = Point(AS_OF, fields["level"], fields["low"], fields["high"], fields["level"])
    drops = tuple(Drop(AS_OF - timedelta(days=ago), 0.9) for ago in fields["drops_days_ago"])
    direction = Direction(fields["call"], 0.3, 0.3, fields["window_days"])
    points = (newest,) if fields["has_points"] else ()
    return Trend(points, direction, fields["days_present"], drops, fields["is_drawable"])


@pytest.mark.parametrize("row", TABLE["levels"], ids=lambda row: row["name"])
def test_levels(row: dict[str, Any]) -> None:
    for language, said in row["says"].items():
        got = sentences(trend_of(row["trend"]), row["strand"], language, reader=row["reader"], is_alone=row["is_alone"])
        assert got == said


@pytest.mark.parametrize("row", TABLE["openness"], ids=lambda row: row["name"])
def test_openness(row: dict[str, Any]) -> None:
    weeks = [
        OpenWeek(date.fromisoformat(week["week_on"]), week["honest_misses"], week["honesty"]) for week in row["weeks"]
    ]
    for language, said in row["says"].items():
        assert openness_sentences(weeks, date.fromisoformat(row["as_of"]), language) == said


@pytest.mark.parametrize("row", TABLE["what_helped"], ids=lambda row: row["name"])
def test_what_helped(row: dict[str, Any]) -> None:
    acts = tuple(Act(str(n), AS_OF, "presence") for n in range(row["acts"]))
    for language, said in row["says"].items():
        assert what_helped_sentences(WhatHelped(acts, ()), language) == said


def test_days_in_words() -> None:
    assert [day_in_words(date(2026, 9, 3), language) for language in LANGUAGES] == [
        "3 September",
        "3 de septiembre",
        "3. September",
    ]


def every(sentence: object) -> Iterator[str]:
    if isinstance(sentence, str):
        yield sentence
    elif isinstance(sentence, dict):
        for value in sentence.values():
            yield from every(value)
    elif isinstance(sentence, list):
        for value in sentence:
            yield from every(value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_names_a_cause_a_forecast_a_blame_or_a_percentage(language: Language) -> None:
    for sentence in every(catalogue(language)):
        assert not re.search(FORBIDDEN[language], sentence, re.IGNORECASE), sentence
        if language in GENDERED:
            assert not re.search(GENDERED[language], sentence), sentence


def places(sentence: object, path: str = "") -> dict[str, set[str | None]]:
    if isinstance(sentence, dict):
        return {
            key: value for name, inner in sentence.items() for key, value in places(inner, f"{path}.{name}").items()
        }
    if isinstance(sentence, list):
        return {f"{path}.{n}": set() for n in range(len(sentence))}
    return {path: {name for _, name, _, _ in string.Formatter().parse(str(sentence)) if name}}


@pytest.mark.parametrize("language", ["es", "de"])
def test_every_language_has_every_sentence_with_the_same_places(language: Language) -> None:
    assert places(catalogue(language)) == places(catalogue("en"))


def test_the_table_says_every_sentence_of_the_catalogue() -> None:
    said = " ".join(every([row["says"]["en"] for rows in TABLE.values() for row in rows]))
    told = {name: value for name, value in catalogue("en").items() if name not in {"title", "axis", "months", "day"}}
    for sentence in every(told):
        for part in re.split(r"\{\w+\}", sentence):
            assert part.strip() in said, sentence
