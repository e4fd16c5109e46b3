"""What a slice's file in this folder holds: how its operations are tried, and how its rows come into the world.

SAMPLES has a Sample for each operation of the slice. Where there is more to say: DIFFERS, the statuses of an operation
whose actors do not follow from its declaration; MISSING, kinds of which the world has no row; `write(w)`, which writes
one row of each kind; WORDS, whose are the words that it plants: "author", "other", or "private" for the author's alone.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.support.people import Person

Statuses = tuple[int, int, int, int, int, int]
# Which row of the world an operation is tried on ("new" for one that is not there yet, None where it names none), and
# its body. Braces name ids of the world.
Sample = tuple[str | None, Mapping[str, Any] | None]


@dataclass
class Writing:
    """One couple whose rows are to be written through the API. `ids` has the row of each kind by its name."""

    space: str
    author: Person
    other: Person
    on: str
    plant: Callable[[str], str]
    ids: dict[str, str] = field(default_factory=dict)
