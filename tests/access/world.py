"""People who stand in every relation to one author, and one of everything that they wrote."""

from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from flask import Flask
from sqlalchemy import insert
from werkzeug.test import TestResponse

from server import clock
from server.db import transaction
from server.notifications.models import Delivery
from server.slices import SLICES
from server.spaces.scope import act_as_server
from tests.access.samples.shape import Writing
from tests.couples.invitations import Invitation
from tests.support.callers import in_process
from tests.support.canary import Canaries
from tests.support.people import API, Couple, Person, pair
from tests.support.protocol import b64

# One file for each slice that declares operations, in the order of the story: what stands on another row comes later.
SAMPLE_FILES = [
    import_module(f"tests.access.samples.{one.__name__.split('.')[1]}") for one in SLICES if hasattr(one, "OPERATIONS")
]
ACTORS = ("anonymous", "stranger", "unconfirmed", "ex_partner", "partner", "author")


@dataclass
class World:
    """`author` and `partner` are paired; `ex_partner` shared a space with the author before; `unconfirmed` accepted the
    open invitation of `inviter`; a `stranger` has an account. Ids by name, in the couple's space and in the ended one.
    """

    app: Flask
    canaries: Canaries
    on: str
    people: dict[str, Person] = field(default_factory=dict)
    here: dict[str, str] = field(default_factory=dict)
    ended: dict[str, str] = field(default_factory=dict)

    def build(self) -> "World":
        """Everyone signs up, pairs, writes; through the API alone."""
        for name in ("author", "partner", "ex_partner", "stranger", "inviter", "unconfirmed"):
            words = self.canaries.plant(f"name-{name}")[:40]
            self.people[name] = Person(name.replace("_", "-"), words).sign_up(in_process(self.app))
        author, partner, ex_partner = (self.people[name] for name in ("author", "partner", "ex_partner"))
        before = pair(author, ex_partner)
        self.ended = self._write(before, author, ex_partner)
        ex_partner.client.apply(before.space_id, "leave_couple", {"delete_mine": True})
        self.here = self._write(pair(author, partner), author, partner)
        invitation = Invitation(self.people["inviter"]).made()
        assert invitation.accept(self.people["unconfirmed"]).status_code == 204
        self.here |= {"invitation": invitation.id, "proof": invitation.proof, "nudge": self._nudge(author)}
        return self

    def send(
        self, actor: str, method: str, path: str, body: object | None = None, *, outside: bool = False
    ) -> TestResponse:
        """One request to the API, or beside it; nothing is remembered between two."""
        headers = {}
        if actor != "anonymous":
            headers["Authorization"] = f"Bearer {self.people[actor].client.token}"
        client = self.app.test_client(use_cookies=False)
        return client.open(path if outside else API + path, method=method, json=body, headers=headers)

    def _nudge(self, author: Person) -> str:
        """A device that listens, through the API; and a nudge that was sent there, as the worker would write it."""
        public = ec.generate_private_key(ec.SECP256R1()).public_key()
        point = public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        keys = {"p256dh": b64(point), "auth": b64(bytes(16))}
        where = {"endpoint": "https://updates.push.services.mozilla.com/wpush/v2/1", "keys": keys}
        assert author.client.put("/me/push-subscription", where).status_code == 204
        nudge = {"id": uuid4(), "subscription_id": uuid4(), "device_id": UUID(author.device_id), "kind": "log"}
        nudge |= {"person_id": UUID(author.person_id), "on": date.fromisoformat(self.on), "language": "en"}
        with self.app.app_context(), transaction() as session:
            act_as_server(session)
            session.execute(insert(Delivery), [nudge | {"status": "sent", "useful_until": clock.now()}])
        return str(nudge["id"])

    def _write(self, couple: Couple, author: Person, other: Person) -> dict[str, str]:
        where = "ended" if not self.ended else "here"
        written = Writing(couple.space_id, author, other, self.on, lambda name: self.canaries.plant(f"{where}-{name}"))
        for samples in SAMPLE_FILES:
            if hasattr(samples, "write"):
                samples.write(written)
        return written.ids | {
            "space": couple.space_id,
            "private": author.private_space_id,
            "author": author.person_id,
            "device": author.device_id,
            "on": self.on,
        }
