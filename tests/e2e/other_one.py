"""The other of the two, who speaks to a real server without a phone: what they do arrives on the one under test."""

import base64
import hashlib
import hmac
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from server.demo.device import derived, stretched
from tests.support.people import Client
from tests.support.protocol import b64, operation
from tests.support.server import ServerProcess


class OtherOne:
    """Somebody with an account of their own."""

    def __init__(self, server: ServerProcess, handle: str, display_name: str, today: date) -> None:
        self.person = server.sign_up(handle, display_name)
        self.today = today

    @property
    def client(self) -> Client:
        """Their way to the server."""
        return self.person.client

    @property
    def space_id(self) -> str:
        """Of the couple they are in or were in last."""
        couples: list[dict[str, Any]] = self.client.get("/me").json["couples"]
        return str(couples[-1]["space_id"])

    def accept(self, link: str) -> None:
        """Checks nothing and accepts, vouching for their key under the link's secret (protocol, section 3)."""
        locator, _, secret = link.rpartition("/")[2].partition(".")
        salt = hashlib.sha256(f"hearth/v1/invitation|{locator}".encode()).digest()[:16]
        root = stretched(base64.urlsafe_b64decode(secret + "=="), salt)
        proof = b64(derived(root, "hearth/v1/invitation/proof"))
        found = self.client.post("/invitations/look", {"locator": locator, "proof": proof}).json
        inviter = found["inviter"]
        vouched = "|".join(
            ("accepter", self.person.person_id, self.person.public_key, inviter["id"], inviter["public_key"])
        )
        mac = hmac.digest(derived(root, "hearth/v1/invitation/mac"), vouched.encode(), hashlib.sha256)
        body = {"proof": proof, "accepter_mac": b64(mac)}
        answer = self.client.post(f"/invitations/{found['id']}/accept", body)
        assert answer.status_code == 204, answer.json

    def write(self, *notes: str) -> None:
        """Acts of their own accord, all on one day."""
        space, on = self.space_id, self.today.isoformat()
        body = {"on": on, "zone": self.person.zone, "kind": "presence", "commitment_id": None, "outcome": None}
        self.client.sync(
            *(
                operation(space, "log_act", {"id": str(uuid4()), **body, "hard": False, "note": note, "told": False})
                for note in notes
            )
        )

    def pause_both(self) -> None:
        """A rest for both, from yesterday on."""
        from_on = (self.today - timedelta(days=1)).isoformat()
        body = {"id": str(uuid4()), "scope": "both", "commitment_id": None, "from_on": from_on, "until_on": None}
        self.client.apply(self.space_id, "pause", body)

    def leave(self) -> None:
        """Ends the couple, and keeps what they wrote."""
        self.client.apply(self.space_id, "leave_couple", {"delete_mine": False})
