"""When a highlight may be given or changed. Plain values in and out."""

from datetime import date, timedelta

from server.errors import Refused

AFTERWARDS = timedelta(days=1)


def check_day(on: date, recorded_on: date) -> None:
    """Raises Refused for a day that has not come, or whose next day is over."""
    if on > recorded_on:
        raise Refused("day_in_future")
    if recorded_on > on + AFTERWARDS:
        raise Refused("no_longer_free")
