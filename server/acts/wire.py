"""Acts and answers as the wire tells them to one viewer."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from server.acts import rules
from server.acts.models import Acknowledgement, Act
from server.acts.service import corrections


def acts_on_wire(session: Session, rows: Iterable[Act], viewer_id: UUID) -> dict[UUID, dict[str, Any]]:
    """Bodies by id. Only the author is told until when an edit is free; nobody is told a clock time or a zone."""
    rows = list(rows)
    later = corrections(session, rows)
    found = {}
    for row in rows:
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
            "corrections": [
                {"outcome": correction.outcome, "hard": correction.hard, "note": correction.note}
                for correction in later.get(row.id, [])
            ],
        }
        if row.author_id == viewer_id and not row.removed:
            body["free_until_on"] = rules.free_until(row.recorded_on).isoformat()
        found[row.id] = body
    return found


def acknowledgements_on_wire(
    session: Session, rows: Iterable[Acknowledgement], viewer_id: UUID
) -> dict[UUID, dict[str, Any]]:
    """Bodies by id."""
    return {
        row.id: {
            "author_id": str(row.author_id),
            "act_id": str(row.act_id),
            "answer": row.answer,
            "words": row.words,
        }
        for row in rows
    }
