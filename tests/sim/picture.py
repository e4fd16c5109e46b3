"""Draws docs/trends.svg: one couple whose truth is known, and what the trend makes of it.

python -m tests.sim.picture
"""

from datetime import timedelta
from pathlib import Path

from server.trust.levels import feeling_safe_trend
from tests.sim.baselines import daily
from tests.sim.couples import DAYS, START, couple

PICTURE = Path(__file__).parents[2] / "docs" / "trends.svg"
WIDTH, HEIGHT, LEFT, TOP = 720, 260, 44, 16
TALL = HEIGHT + 64
STYLE = "font-family='system-ui, sans-serif' font-size='12' fill='#4a3f35'"


def at(day: int, level: float) -> str:
    return f"{LEFT + day * (WIDTH - LEFT - 12) / (DAYS - 1):.1f},{TOP + (1 - level) * HEIGHT:.1f}"


def main() -> None:
    one = couple("rupture", 3)
    trend = feeling_safe_trend(one.feelings, START + timedelta(days=DAYS - 1))
    first = (trend.points[0].on - START).days
    days = range(first, DAYS)
    upper = [at(day, point.high) for day, point in zip(days, trend.points, strict=True)]
    lower = [at(day, point.low) for day, point in zip(days, trend.points, strict=True)]
    level = " ".join(at(day, point.level) for day, point in zip(days, trend.points, strict=True))
    truth = " ".join(at(day, value) for day, value in enumerate(one.truth.tolist()))
    dots = [at(day, value).split(",") for day, value in daily(one.feelings).items()]
    lines = [
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {TALL}' role='img' aria-labelledby='t d'>",
        "<title id='t'>A trend beside the truth</title>",
        "<desc id='d'>Half a year of made-up check-ins as pale dots, the line with its band, and the dashed truth "
        "they were made from. The truth drops once; line and band follow it.</desc>",
        f"<rect width='{WIDTH}' height='{TALL}' fill='#faf6ef'/>",
        *(
            f"<path d='M{at(0, mark)} L{at(DAYS - 1, mark)}' stroke='#d9cdbd' stroke-width='1'/>"
            f"<text x='{LEFT - 8}' y='{TOP + (1 - mark) * HEIGHT + 4:.0f}' text-anchor='end' {STYLE}>{mark:g}</text>"
            for mark in (0.0, 0.5, 1.0)
        ),
        *(f"<circle cx='{x}' cy='{y}' r='2.5' fill='#b9a78f'/>" for x, y in dots),
        f"<polygon points='{' '.join(upper + lower[::-1])}' fill='#b5533c' fill-opacity='0.22'/>",
        f"<polyline points='{truth}' fill='none' stroke='#3d3530' stroke-width='1.5' stroke-dasharray='5 4'/>",
        f"<polyline points='{level}' fill='none' stroke='#b5533c' stroke-width='2.5'/>",
        f"<text x='{LEFT}' y='{HEIGHT + 48}' {STYLE}>Dots: a day's answers. Line and band: the level, and where it "
        "lies nine times in ten. Dashed: the truth.</text>",
        "</svg>",
    ]
    PICTURE.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
