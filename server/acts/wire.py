"""Acts and answers as the wire tells them to one viewer."""

from typing import Any
from uuid import UUID

from server.acts import rules
from server.acts.models import Acknowledgement, Act


def act_on_wire(row: Act, viewer_id: UUID) -> dict[str, Any]:
    """The body. Only the author is told until when an edit is free; nobody is told a clock time or a zone."""
    body: dict[str, Any] = {
        "author_id": str(row.author_id),
        "on": row.on.isoformat(),
        "kind": row.kind,
        "commitment_id": str(row.commitment_id) if row.commitment_id else None,
        "outcome": row.outcome,
        "hard": row.hard,
        "note": row.note,
        "told": row.told,
        "added_later": row.added_later,
        "removed": row.removed,
        "corrections": row.corrections,
    }
    if row.author_id == viewer_id and not row.removed:
        body["free_until_on"] = rules.free_until(row.recorded_on).isoformat()
    return body


def acknowledgement_on_wire(row: Acknowledgement, viewer_id: UUID) -> dict[str, Any]:
    """The body."""
    return {
        "author_id": str(row.author_id),
        "act_id": str(row.act_id),
        "answer": row.answer,
        "words": row.words,
    }
