"""Time, set by the test."""

from datetime import UTC, datetime, timedelta

import time_machine


class Clock:
    """What clocks in this process show; it stands still until it is moved."""

    def __init__(self, traveller: time_machine.Traveller) -> None:
        self._traveller = traveller

    @property
    def now(self) -> datetime:
        """The instant it shows."""
        return datetime.now(UTC)

    def set(self, instant: datetime) -> None:
        """Shows this aware instant from now on."""
        self._traveller.move_to(instant)

    def move(self, **step: float) -> None:
        """Moves by `days=`, `hours=`, `minutes=`, `seconds=`."""
        self._traveller.shift(timedelta(**step))
