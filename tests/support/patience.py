"""How long a busy machine may take. Only a test that fails waits that long; none takes longer for it."""

import time
from collections.abc import Callable

PATIENCE_S = 60


def wait_until(
    is_so: Callable[[], object], pause: Callable[[], object] = lambda: time.sleep(0.1), *, at_most_s: float = PATIENCE_S
) -> None:
    """Waits until something is so, with a pause after each time it was not. Raises AssertionError when it never is."""
    until = time.monotonic() + at_most_s
    while not is_so():
        assert time.monotonic() < until, "it took too long"
        pause()
