"""A trend in plain sentences, in three languages: never a cause, a forecast, a blame, or a percentage.

The sentences stand in wording.json, which the app reads too; this file only chooses among them.
"""

import json
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

from server.trust.strands import OpenWeek, WhatHelped, week_of
from server.trust.trend import Trend

Language = Literal["en", "es", "de"]
Strand = Literal["promises", "feeling_safe"]
Reader = Literal["owner", "shared"]

LANGUAGES: tuple[Language, ...] = ("en", "es", "de")
WIDE_BAND = 0.35
MANY_DAYS = 10
RECENT_DAYS = 28
WHOLE_WINDOW_DAYS = 28


@cache
def catalogue(language: Language) -> dict[str, Any]:
    """All sentences of one language."""
    sentences_by_language = json.loads(Path(__file__).with_name("wording.json").read_text("utf-8"))
    sentences: dict[str, Any] = sentences_by_language[language]
    return sentences


def sentences(
    trend: Trend, strand: Strand, language: Language, *, reader: Reader = "owner", is_alone: bool = False
) -> list[str]:
    """What to say above the chart of a level, the most important first.

    `reader` is "shared" for someone to whom the owner showed their feeling safe: they are told of no drop. `is_alone`
    where one person uses Hearth for themselves.
    """
    words = catalogue(language)
    is_shared = strand == "feeling_safe" and reader == "shared"
    own = words["feeling_safe_shared" if is_shared else strand]
    if not trend.points:
        return [own["none"]]
    newest = trend.points[-1]
    is_wide = newest.high - newest.low > WIDE_BAND
    said: list[str] = []
    if strand == "promises" and not trend.is_drawable:
        said.append(own["too_few"])
    elif trend.direction.call == "too_early":
        # "Few entries" is only said where they are few: a level can also be open after many.
        is_open = is_wide or trend.days_present >= MANY_DAYS
        said.append(own["too_open" if is_open else "too_early"])
    else:
        said.append(own[trend.direction.call].format(ago=_ago(trend.direction.window_days, words)))
        if is_wide:
            said.append(words["wide"])
    recent = [drop for drop in trend.drops if (newest.on - drop.on).days < RECENT_DAYS]
    if recent and trend.is_drawable and not is_shared:
        said.append(own["drop"].format(day=day_in_words(recent[-1].on, language)))
    if not is_shared:
        said.append(words["present"].format(n=trend.days_present))
    if is_alone:
        said.append(words["alone"])
    return said


def _ago(window_days: int, words: dict[str, Any]) -> str:
    ago: str = words["ago"] if window_days == WHOLE_WINDOW_DAYS else words["days_ago"].format(n=window_days)
    return ago


def day_in_words(day: date, language: Language) -> str:
    """A day without its year: "3 September", "3 de septiembre", "3. September"."""
    words = catalogue(language)
    said: str = words["day"].format(day=day.day, month=words["months"][day.month - 1])
    return said


def openness_sentences(weeks: Sequence[OpenWeek], as_of: date, language: Language) -> list[str]:
    """What to say of the week that holds `as_of`; of earlier weeks the chart speaks."""
    words = catalogue(language)["openness"]
    if not weeks:
        return [words["none"]]
    said = []
    for week in weeks:
        if week.week_on == week_of(as_of):
            if week.honest_misses:
                said.append(_counted(words["misses"], week.honest_misses))
            if week.honesty:
                said.append(_counted(words["honesty"], week.honesty))
    return said


def what_helped_sentences(helped: WhatHelped, language: Language) -> list[str]:
    """How many acts were answered so. Never out of how many."""
    words = catalogue(language)["what_helped"]
    return [_counted(words["some"], len(helped.acts)) if helped.acts else words["none"]]


def _counted(forms: dict[str, str], n: int) -> str:
    return forms["one" if n == 1 else "other"].format(n=n)
