"""The bare twin: a signed-in request by Flask, marshmallow and SQLAlchemy's ORM alone, on the database of BARE_URL."""

import os
from contextlib import nullcontext
from hashlib import sha256
from threading import Lock

import pysqlite3.dbapi2
from flask import Flask, request
from marshmallow import Schema, fields, validate
from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from server.db import prepare_sqlite


class Base(DeclarativeBase): ...


class Device(Base):
    __tablename__ = "device"
    token: Mapped[bytes] = mapped_column(primary_key=True)
    person: Mapped[str]


class Act(Base):
    __tablename__ = "act"
    id: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str]
    note: Mapped[str]


def app() -> Flask:
    schema = Schema.from_dict({"note": fields.String(required=True, validate=validate.Length(0, 2000))})()
    bare, is_sqlite = Flask("bare"), os.environ["BARE_URL"].startswith("sqlite")
    engine = create_engine(os.environ["BARE_URL"], **({"module": pysqlite3.dbapi2} if is_sqlite else {}))
    if is_sqlite:
        prepare_sqlite(engine, foreign_keys=True)
    writer, turn = engine.execution_options(hearth_write=True), Lock() if is_sqlite else nullcontext()
    Base.metadata.create_all(engine)
    with Session(engine) as session, session.begin():
        session.merge(Device(token=sha256(b"token").digest(), person="me"))

    def who(session: Session) -> str:
        token = sha256(request.headers["Authorization"].removeprefix("Bearer ").encode()).digest()
        return session.scalars(select(Device).where(Device.token == token)).one().person

    @bare.get("/acts/<int:many>")
    def page(many: int) -> list[list[str]]:
        with Session(engine) as session:
            return [[a.id, a.note] for a in (session.scalars(select(Act).limit(many)) if who(session) and many else ())]

    @bare.put("/acts/<id>")
    def log(id: str) -> dict[str, str]:
        body = schema.load(request.get_json())
        with turn, Session(writer, expire_on_commit=False) as session, session.begin():
            session.add(Act(id=id, person=who(session), **body))
        return {"id": id}

    return bare
