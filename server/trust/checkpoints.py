"""Where the filter can go on from, so that a new day does not refilter years.

A checkpoint is what was known in the evening that ends a block of 28 days (blocks are counted from a fixed day, so an
earlier first day does not move them). Its key is a hash of the model, the strand and every observation up to that
evening: a stale checkpoint cannot be found, and an unrelated write changes no key. Checkpoints are derived; throwing
any of them away costs time only.
"""

import base64
import binascii
import hashlib
from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from server.trust.grid import State
from server.trust.observations import Day

BLOCK_DAYS = 28


def blocks(first: date, last: date) -> Iterator[tuple[int, int]]:
    """The days from `first` to `last`, numbered from 0, cut where blocks end: (start, stop), stop excluded."""
    days = (last - first).days + 1
    start, stop = 0, BLOCK_DAYS - first.toordinal() % BLOCK_DAYS
    while start < days:
        yield start, min(stop, days)
        start, stop = stop, stop + BLOCK_DAYS


def keys(name: str, logged: Sequence[Day], last: date) -> list[str]:
    """The key of the end of each whole block: each hashes the key before it and the block's own observations."""
    out: list[str] = []
    first = logged[0].on
    key, at = f"{name} from {first.isoformat()}", 0
    for _, stop in blocks(first, last):
        if (first.toordinal() + stop) % BLOCK_DAYS:
            break
        lines = [key]
        while at < len(logged) and (logged[at].on - first).days < stop:
            lines.append(f"{logged[at].on.isoformat()} {','.join(map(str, logged[at].values))}")
            at += 1
        key = hashlib.sha256("\n".join(lines).encode()).hexdigest()
        out.append(key)
    return out


def written(state: State) -> str:
    """A state as text: base64 of its numbers (little-endian doubles), the log weights first."""
    numbers = np.concatenate([state.log_weight.ravel(), state.level.ravel()])
    return base64.b64encode(numbers.astype("<f8").tobytes()).decode()


def read(text: str, like: State) -> State | None:
    """The state written as `text`, or None where it is not one of this shape or not a possible one."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    if len(raw) != 8 * (like.log_weight.size + like.level.size):
        return None
    numbers = np.frombuffer(raw, dtype="<f8")
    log_weight, level = np.split(numbers, [like.log_weight.size])
    if not (np.isfinite(numbers).all() and (level >= 0).all()):
        return None
    return State(level.reshape(like.level.shape), log_weight.reshape(like.log_weight.shape))
