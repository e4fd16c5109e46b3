"""Alembic's entry: migrates over the owner's connection, in one transaction."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection

from server.db import Base
from server.slices import GROUND_FLOOR, SLICES

assert SLICES
assert GROUND_FLOOR  # with both every table is known


def render_item(type_: str, obj: object, _autogen: AutogenContext) -> str | Literal[False]:
    """Writes our own column types as the plain ones they store, so that a migration imports nothing of ours."""
    name = type(obj).__name__
    if type_ == "type" and name == "UTCDateTime":
        return "sa.DateTime(timezone=True)"
    return False


connection: Connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=render_item,
    compare_type=False,
    transactional_ddl=True,
)
context.run_migrations()
