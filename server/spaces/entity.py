"""What a slice declares of each kind of row that is synced. Everything that follows from it is worked out elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

import marshmallow as ma

from server.spaces.models import EntityRow


class Audience(StrEnum):
    """Who reads a row besides its author.

    What is not yet for the other stands in its author's private space: the first gift of a `revealed` kind waits there
    until the other's is given.
    """

    BOTH = "both"
    AUTHOR = "author"
    RECIPIENT = "recipient"  # the row's `recipient_id`
    REVEALED = "revealed"
    GRANTED = "granted"  # nobody but a therapist whom the author granted its item


class AfterLeaving(StrEnum):
    """What a former member still reads of a couple's rows."""

    OWN = "own"
    ALL = "all"  # what two accepted together, until either deletes their part


class OnRestore(StrEnum):
    """What becomes of a row in a database that was restored from a backup."""

    KEEP = "keep"
    SUSPEND = "suspend"  # it may have been withdrawn since: taken back until its author says it anew


class Erase(StrEnum):
    """What deleting all one wrote does to a row."""

    REMOVE = "remove"
    KEEP = "keep"  # it carries no words


MayEnd = Callable[[Any, UUID], bool]


def is_author(row: EntityRow, person_id: UUID) -> bool:
    """Only its author may end it."""
    return row.author_id == person_id


@dataclass(frozen=True, kw_only=True)
class Entity:
    """One kind of row. Every field has to be given: what is left out would be a decision that nobody took.

    `body` describes what `on_wire(row, viewer_id)` tells. `collection` names its resource routes; None for none.
    `may_end(row, person_id)` says who may end it. `erase` is a function where words go and a trace of the day stays.
    `grant` is the item under which a therapist may be shown it; None for never.
    """

    name: str
    model: type[EntityRow]
    body: type[ma.Schema]
    on_wire: Callable[[Any, UUID], dict[str, Any]]
    collection: str | None
    audience: Audience
    may_end: MayEnd
    after_leaving: AfterLeaving
    erase: Erase | Callable[[Any], None]
    on_restore: OnRestore
    grant: str | None
