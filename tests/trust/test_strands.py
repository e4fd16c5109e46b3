"""Openness and what helped: counts by ISO week."""

from datetime import date

from server.trust.strands import Act, HelpedWeek, OpenWeek, openness, week_of, what_helped

SUNDAY, MONDAY = date(2026, 3, 1), date(2026, 3, 2)


def test_a_week_begins_on_monday() -> None:
    assert week_of(SUNDAY) == date(2026, 2, 23)
    assert week_of(MONDAY) == MONDAY


def test_openness_counts_honest_misses_and_acts_of_honesty() -> None:
    acts = [
        Act("a", MONDAY, "reliability", "missed_told"),
        Act("b", MONDAY, "honesty", "missed_told"),
        Act("c", MONDAY, "honesty"),
        Act("d", MONDAY, "accountability", "kept"),
        Act("e", MONDAY, "honesty", "partly"),
        Act("f", MONDAY, "honesty", "not_applicable"),
        Act("g", MONDAY, "empathy"),
        Act("h", SUNDAY, "accountability"),
    ]
    assert openness(acts) == (OpenWeek(date(2026, 2, 23), 0, 1), OpenWeek(MONDAY, 2, 3))
    assert openness(reversed(acts)) == openness(acts)
    assert openness([]) == ()


def test_what_helped_lists_the_newest_first_and_counts_by_kind() -> None:
    acts = [
        Act("a", SUNDAY, "presence", answer="helped"),
        Act("b", MONDAY, "presence", "kept", "thanks"),
        Act("c", MONDAY, "empathy", None, "helped"),
        Act("d", MONDAY, "presence", None, "helped"),
        Act("e", MONDAY, "empathy", None, "seen"),
        Act("f", MONDAY, "empathy", None, None),
    ]
    found = what_helped(acts)
    assert [act.id for act in found.acts] == ["d", "c", "b", "a"]
    assert found.weeks == (
        HelpedWeek(date(2026, 2, 23), (("presence", 1),)),
        HelpedWeek(MONDAY, (("empathy", 1), ("presence", 2))),
    )
    assert what_helped([]).acts == ()
