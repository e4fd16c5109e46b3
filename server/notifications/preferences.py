"""A person's settings and the facts of their plan, between JSON and the values that the rules take."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from server.notifications.rules import Facts, Kind, Preferences

_BY_WORD = {kind.word: kind for kind in Kind}


def kind_of(word: str) -> Kind:
    """The kind that the wire calls `word`. Raises KeyError."""
    return _BY_WORD[word]


def preferences_from(settings: Mapping[str, Any], zone: str) -> Preferences:
    """The preferences in a person's settings (docs/protocol.md section 2); what is absent keeps its default.

    Raises ValueError or TypeError for a value that cannot be one.
    """
    default = Preferences(zone)
    return Preferences(
        zone=zone,
        log_at=_wall(settings.get("log_at")),
        check_in_days=frozenset(settings.get("check_in_days") or ()),
        check_in_at=_wall(settings.get("check_in_at")),
        to_read=bool(settings.get("to_read")),
        moment=bool(settings.get("moment")),
        look_back=settings.get("look_back"),
        look_back_at=_wall(settings.get("look_back_at")),
        quiet_from=_wall(settings.get("quiet_from")) or default.quiet_from,
        quiet_until=_wall(settings.get("quiet_until")) or default.quiet_until,
        most_a_day=int(settings.get("most_a_day", default.most_a_day)),
        paused_until=_day(settings.get("paused_until")),
    )


def facts_from(plain: Mapping[str, Any]) -> Facts:
    """The facts that `plain_facts` wrote."""
    return Facts(
        sent_on={kind_of(word): date.fromisoformat(day) for word, day in plain.get("sent_on", {}).items()},
        unanswered={kind_of(word): count for word, count in plain.get("unanswered", {}).items()},
        logged_on=_day(plain.get("logged_on")),
        new_since=_instant(plain.get("new_since")),
        moment_since=_instant(plain.get("moment_since")),
        sessions=tuple(datetime.fromisoformat(text) for text in plain.get("sessions", ())),
    )


def plain_facts(facts: Facts) -> dict[str, Any]:
    """The facts as JSON; what is empty is left out."""
    plain: dict[str, Any] = {
        "sent_on": {kind.word: day.isoformat() for kind, day in facts.sent_on.items()},
        "unanswered": {kind.word: count for kind, count in facts.unanswered.items()},
        "logged_on": facts.logged_on and facts.logged_on.isoformat(),
        "new_since": facts.new_since and facts.new_since.isoformat(),
        "moment_since": facts.moment_since and facts.moment_since.isoformat(),
        "sessions": [starts_at.isoformat() for starts_at in facts.sessions],
    }
    return {key: value for key, value in plain.items() if value}


def _wall(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
