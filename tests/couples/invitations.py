"""Pairing step by step, as two devices do it."""

from dataclasses import dataclass, field
from typing import Any

from tests.people.forms import random_text
from tests.support.people import Answer, Person


@dataclass
class Invitation:
    """One invitation as its inviter made it, and the calls of both sides."""

    inviter: Person
    kind: str = "code"
    locator: str = "7K3MX"
    proof: str = field(default_factory=lambda: random_text(32))
    inviter_mac: str = field(default_factory=lambda: random_text(32))
    accepter_mac: str = field(default_factory=lambda: random_text(32))
    id: str = ""

    def make(self) -> Answer:
        """Sends it; keeps its id if it was taken."""
        body = {name: getattr(self, name) for name in ("kind", "locator", "proof", "inviter_mac")}
        answer = self.inviter.client.post("/invitations", body)
        self.id = answer.json.get("id", "")
        return answer

    def made(self) -> "Invitation":
        """Sends it, which must succeed."""
        answer = self.make()
        assert answer.status_code == 201, answer.json
        return self

    def look(self, person: Person, **changes: str) -> Answer:
        return person.client.post("/invitations/look", {"locator": self.locator, "proof": self.proof, **changes})

    def accept(self, person: Person, **changes: str) -> Answer:
        body = {"proof": self.proof, "accepter_mac": self.accepter_mac, **changes}
        return person.client.post(f"/invitations/{self.id}/accept", body)

    def confirm(self, person: Person, public_key: str) -> Answer:
        return person.client.post(f"/invitations/{self.id}/confirm", {"public_key": public_key})

    def cancel(self, person: Person) -> Answer:
        return person.client.delete(f"/invitations/{self.id}")


def problem(answer: Answer) -> tuple[int, str]:
    """Status and code of a refusal."""
    return answer.status_code, answer.json["code"]


def without_id(answer: Answer) -> dict[str, Any]:
    """A refusal less its request id, to compare whole."""
    return {name: value for name, value in answer.json.items() if name != "request_id"}


NOT_FOUND = (404, "invitation_not_found")
