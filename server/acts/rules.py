"""When an act may be written, edited, or only corrected (rule 5 of the house). Plain values in and out."""

from datetime import date, timedelta

from server.errors import Refused

BACK = timedelta(days=7)
NEXT_DAY = timedelta(days=1)


def check_day(on: date, recorded_on: date) -> None:
    """Raises Refused for a day that has not come, or lies more than seven days before the one it was recorded on."""
    if on > recorded_on:
        raise Refused("day_in_future")
    if on < recorded_on - BACK:
        raise Refused("too_far_back")


def is_added_later(on: date, recorded_on: date, arrived_on: date) -> bool:
    """Whether the entry says "added later": written after the next day, or arrived after the week for doing so."""
    return on < recorded_on - NEXT_DAY or on < arrived_on - BACK


def free_until(recorded_on: date) -> date:
    """The last day on which an edit replaces what was said, unless it was answered before."""
    return recorded_on + NEXT_DAY


def is_free(recorded_on: date, said_on: date, arrived_on: date, *, is_answered: bool) -> bool:
    """Whether an edit still replaces; afterwards only a correction can be appended.

    `said_on` is a device's word. One that says it long after the fact was offline, or had its clock set back.
    """
    last = free_until(recorded_on)
    return not is_answered and said_on <= last and arrived_on <= last + BACK
