"""Trends for a terminal: the sentences, and a small chart of characters."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from server.trust.trend import Point, Trend
from server.trust.wording import Language, Strand, catalogue, sentences

WIDTH = 60
HEIGHT = 9
BAND, LINE, MARK = "░", "█", "▲"


@dataclass(frozen=True, slots=True)
class Mark:
    """A day the two chose to remember on the chart. It explains nothing."""

    on: date
    label: str


def in_text(promises: Trend, feeling_safe: Trend, marks: Sequence[Mark], language: Language) -> str:
    """Both strands, one below the other and never on one chart."""
    parts = [_strand(promises, "promises", marks, language), _strand(feeling_safe, "feeling_safe", marks, language)]
    return "\n".join(parts)


def _strand(trend: Trend, strand: Strand, marks: Sequence[Mark], language: Language) -> str:
    words = catalogue(language)
    lines = [words["title"][strand], *(f"  {said}" for said in sentences(trend, strand, language))]
    if trend.points and trend.is_drawable:
        lines += ["", *_chart(trend.points, words["axis"][strand], marks)]
    return "\n".join(lines) + "\n"


def _chart(points: Sequence[Point], axis: Sequence[str], marks: Sequence[Mark]) -> list[str]:
    """Rows of characters, the highest level first; a column is a day, or the last of a few days."""
    width = min(WIDTH, len(points))
    ends = [(column + 1) * len(points) // width - 1 for column in range(width)]
    labels = dict(zip((0, HEIGHT // 2, HEIGHT - 1), axis, strict=True))
    margin = max(map(len, axis))
    rows = []
    for row in range(HEIGHT - 1, -1, -1):
        cells = "".join(_cell(points[end], row) for end in ends)
        rows.append(f"  {labels.get(row, ''):>{margin}} │{cells}")
    rows.append(f"  {'':>{margin}} └{'─' * width}")
    first, last = points[0].on, points[-1].on
    shown = [mark for mark in sorted(marks, key=lambda mark: mark.on) if first <= mark.on <= last]
    if shown:
        columns = {_column(ends, (mark.on - first).days) for mark in shown}
        rows.append(
            f"  {'':>{margin}}  {''.join(MARK if column in columns else ' ' for column in range(width))}".rstrip()
        )
    rows.append(f"  {'':>{margin}}  {first.isoformat()} – {last.isoformat()}")
    rows += [f"  {'':>{margin}}  {MARK} {mark.on.isoformat()} {mark.label}" for mark in shown]
    return rows


def _cell(point: Point, row: int) -> str:
    if _row(point.level) == row:
        return LINE
    return BAND if _row(point.low) <= row <= _row(point.high) else " "


def _row(level: float) -> int:
    return min(HEIGHT - 1, int(level * HEIGHT))


def _column(ends: Sequence[int], day: int) -> int:
    return next(column for column, end in enumerate(ends) if day <= end)
